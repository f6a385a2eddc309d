"""Build the inner loops as machine code, where there is a C compiler; without one they run as plain Python.

``YAODIAN_PLAIN=1`` in the environment leaves them out; ``YAODIAN_NATIVE=1`` makes a failed build an error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULES = ("checker.match._native", "checker.match._likeness", "checker.assess._native")
FOLDER = "build/native"


class NativeHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the extension beside its source and puts it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build before the files of the wheel are collected."""
        if self.target_name != "wheel" or os.environ.get("YAODIAN_PLAIN"):
            return
        try:
            built = build(Path(self.root))
        except (Exception, SystemExit) as error:
            if os.environ.get("YAODIAN_NATIVE"):
                raise
            self.app.display_warning(f"没有编译成功，将以纯 Python 运行（结果相同，较慢）：{error}")
            return
        build_data["artifacts"].extend(path.relative_to(self.root).as_posix() for path in built)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def build(root: Path) -> list[Path]:
    """Compile the extensions in place and give their files; raises whatever the compiler runs into."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    flags = ["/O2"] if sys.platform == "win32" else ["-O3", "-ffp-contract=off", "-Wno-unused-function"]
    with contextlib.chdir(root):
        sources = {module: Path(*module.split(".")).with_suffix(".pyx") for module in MODULES}
        extensions = [Extension(module, [str(path)], extra_compile_args=flags) for module, path in sources.items()]
        command = build_ext(Distribution({"ext_modules": cythonize(extensions, build_dir=FOLDER, quiet=True)}))
        command.build_lib, command.build_temp = FOLDER, FOLDER
        command.finalize_options()
        command.run()
        return [root / _put(Path(command.get_ext_fullpath(module)), path.parent) for module, path in sources.items()]


def _put(built: Path, folder: Path) -> Path:
    """Put a file in its place at once: a process that has the old one loaded keeps it."""
    target = folder / built.name
    part = target.with_suffix(".part")
    part.write_bytes(built.read_bytes())
    part.replace(target)
    return target


if __name__ == "__main__":
    print(*build(Path(__file__).parent), sep="\n")
