"""Sphinx extension of the course website: fresh outputs, one host, live figures, accessible markup, address."""

from course_site import accessibility, execution_cache, live_figures, offline, publishing


def setup(app):
    for module in (execution_cache, offline, live_figures, publishing, accessibility):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
