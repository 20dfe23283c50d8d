"""Keep notebook outputs from outliving the library that produced them.

jupyter-cache looks up a page's outputs by the text of its cells and does not see that an imported module changed.
Here the cache's folder is named after a fingerprint of everything that executed cells read from the repository, and
the same fingerprint is a Sphinx configuration value, so that Sphinx reads every page again when it changes.
"""

import hashlib
import shutil
from pathlib import Path

SOURCES = (
    "_extensions/**/*.py",
    "rmsnorm_lib/**/*.py",
    "rmsnorm_lib/**/*.cpp",
    "benchmarks/results/*.json",
    "constraints.txt",
)


def fingerprint(root: Path) -> str:
    """Digest of the names and contents of all files that pages depend on besides their own text."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def use_fingerprinted_cache(app, config) -> None:
    root = Path(app.confdir)
    config.execution_fingerprint = fingerprint(root)
    caches = Path(app.outdir).parent / ".jupyter_cache"
    current = caches / config.execution_fingerprint
    config.nb_execution_cache_path = str(current)
    if caches.is_dir():
        for outdated in caches.iterdir():
            if outdated != current and outdated.is_dir():
                shutil.rmtree(outdated)


def setup(app) -> None:
    app.add_config_value("execution_fingerprint", "", "env", types=[str])
    app.connect("config-inited", use_fingerprinted_cache)
