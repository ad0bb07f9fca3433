"""The file written tensor by tensor is what the safetensors package reads."""

from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from hlolite_torch.safetensors_file import write_safetensors

TYPES = [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]


def test_the_safetensors_package_reads_the_same_tensors(tmp_path: Path) -> None:
    tensors = {f"t{index}": (torch.randn(3, 5) * 9).to(dtype) for index, dtype in enumerate(TYPES)}
    tensors |= {"scalar": torch.tensor(2.5), "empty": torch.zeros(0, 4), "transposed": torch.randn(4, 6).T, "part": torch.randn(9)[2:7:2]}
    write_safetensors(tmp_path / "a.safetensors", tensors, {"who": "me · ü"})
    with safe_open(tmp_path / "a.safetensors", "pt") as file:
        assert file.metadata() == {"who": "me · ü"}
        assert set(file.keys()) == set(tensors)
        for name, tensor in tensors.items():
            found = file.get_tensor(name)
            assert found.dtype == tensor.dtype
            torch.testing.assert_close(found, tensor, rtol=0, atol=0)


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"z \(torch.complex64\)"):
        write_safetensors(tmp_path / "b.safetensors", {"a": torch.ones(2), "z": torch.ones(2, dtype=torch.complex64)})
    assert list(tmp_path.iterdir()) == []
