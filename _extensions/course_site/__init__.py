"""Sphinx extension of the course website: fresh outputs, no foreign hosts, accessible markup, published address."""

from course_site import accessibility, execution_cache, offline, publishing


def setup(app):
    for module in (execution_cache, offline, publishing, accessibility):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
