"""What the tests share: the text of an exported program, and the command line of hlolite."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import torch


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(0)


def text_of(program: Path) -> str:
    """The program as MLIR prints it."""
    from litert_converter.mlir import ir
    from litert_torch.backend import export_utils

    with export_utils.create_ir_context():
        return str(ir.Module.parse(program.read_bytes()).operation.get_asm(large_elements_limit=16))


@pytest.fixture
def hlolite_command():
    """Runs the command line; skips where it is not built (npm run test:python builds it)."""
    named = os.environ.get("HLOLITE", "hlolite").split()
    if shutil.which(named[0]) is None:
        pytest.skip("hlolite is not there: run `npm run test:python` at the root of the repository")

    def run(*args: object) -> str:
        done = subprocess.run([*named, *map(str, args)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
