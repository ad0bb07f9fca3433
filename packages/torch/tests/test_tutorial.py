"""docs/custom-ops.md: its Python makes the files that its other steps, and examples/gated_mlp, start from."""

import os
import re
import subprocess
import sys
from pathlib import Path

import torch
from conftest import text_of
from safetensors import safe_open

ROOT = Path(__file__).parents[3]


def tensors(path: Path) -> dict[str, torch.Tensor]:
    with safe_open(path, "pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}


def test_the_listing_exports_the_example(tmp_path: Path) -> None:
    listings = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/custom-ops.md").read_text(), re.MULTILINE | re.DOTALL)
    assert len(listings) == 1
    (tmp_path / "swiglu.py").write_text(listings[0])
    subprocess.run([sys.executable, "swiglu.py"], cwd=tmp_path, env=dict(os.environ), check=True, capture_output=True)
    made, kept = tmp_path / "gated_mlp", ROOT / "examples/gated_mlp"
    (call,) = re.findall(r"stablehlo.custom_call @my.swiglu\(.*", text_of(made / "program.mlirbc"))
    assert "{api_version = 4 : i32, backend_config = {limit = 2.000000e+00 : f64}}" in call
    assert (made / "signature.json").read_text() == (kept / "signature.json").read_text()
    for name in ("model.safetensors", "io.safetensors"):
        for key, tensor in tensors(made / name).items():
            torch.testing.assert_close(tensor, tensors(kept / name)[key], rtol=1e-5, atol=1e-5)
