import pytest

from rmsnorm_lib.kernels import native


@pytest.fixture(scope="module", params=["native", "python"])
def each_way_to_the_kernel(request):
    """Once through the compiled autograd node, once as where it was not built."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "python":
            patch.setattr(native, "load", lambda: None)
        yield
