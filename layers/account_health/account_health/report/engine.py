"""The engine of our templates: strict, and it keeps them compiled where Python keeps its own modules.

What is kept names the template's text, the engine's settings and the version of the engine and of Python that made it; where
any of them is another, the template is compiled anew. `sam build` lays it into the layer, which nobody can write to.
"""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from typing import Final

import jinja2
from jinja2.bccache import Bucket

FOLDER: Final = Path(__file__).with_name("templates")


def engine(
    filters: Mapping[str, Callable[..., str]], *, escaping: bool, folder: Path = FOLDER
) -> jinja2.Environment:
    """Return an engine for the templates of a folder: with these filters, and `escaping` for markup."""

    def source(name: str) -> tuple[str, str, None]:
        return (folder / name).read_text("utf-8"), name, None

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(source),
        autoescape=escaping,  # noqa: S701 - plain text has no markup to escape into
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.bytecode_cache = _Kept(
        folder, f"{jinja2.__version__} {made.autoescape} {made.trim_blocks} {made.lstrip_blocks}"
    )
    made.filters.update(filters)
    return made


class _Kept(jinja2.FileSystemBytecodeCache):
    """Compiled templates of a folder. Where nothing can be written, nothing is kept."""

    def __init__(self, folder: Path, settings: str) -> None:
        super().__init__(directory="", pattern="%s")
        self._folder = folder
        self._settings = settings

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the engine's signature
        """Return the file in which a template is kept."""
        return cache_from_source(str(self._folder / name))

    def get_source_checksum(self, source: str) -> str:
        """Return what a kept template must have been made from."""
        return sha256(f"{self._settings}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from where it is kept; what cannot be read is as good as nothing."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python keeps nothing either."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(bucket.key).parent.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
            Path(bucket.key).chmod(0o644)  # whoever runs it may be another than who made it
