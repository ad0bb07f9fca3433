"""A module of PyTorch as StableHLO: torch.export, then litert-torch's lowering, then files that the compiler takes."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor
from torch.utils import _pytree as pytree

from .custom_call import lower_as_custom_call, register_lowerings
from .dynamic_lowering import is_dynamic, lower_dynamic
from .rms_norm import decomposed_rms_norm
from .safetensors_file import write_safetensors
from .transposed_convolution import register_transposed_convolution

Form = Literal["custom_call", "composite", "decomposed"]
"""How `hlolite::rms_norm` is written: one op that a kernel runs, a composite `odml.rms_norm` that runs everywhere, or plain ops."""

lower_as_custom_call(torch.ops.hlolite.rms_norm)


@dataclass(frozen=True)
class Export:
    """The files of one export. `weights` and `signature` are None where the weights are in the program."""

    program: Path
    io: Path
    weights: Path | None = None
    signature: Path | None = None


def export(
    module: torch.nn.Module,
    args: tuple[Any, ...],
    directory: str | Path,
    weights: Literal["safetensors", "inline"] = "safetensors",
    *,
    kwargs: Mapping[str, Any] | None = None,
    dynamic_shapes: Any = None,
    rms_norm: Form = "custom_call",
    tolerance: float = 1e-4,
) -> Export:
    """Writes a module as a StableHLO program with example inputs and outputs.

    `program.mlirbc` is MLIR bytecode. With `weights="safetensors"` parameters and buffers are arguments of the program, written to
    `model.safetensors` one by one (never held twice, tied ones once); `signature.json` says which argument is which. With "inline" they are constants
    of the program, which MLIR copies: for small models. `io.safetensors` has the inputs given and the outputs that torch computes.

    Args:
        module: in eval mode, or what should be exported is the training behaviour.
        args: example inputs, as for `torch.export.export`; their shapes are the program's.
        directory: made when it is not there; files of an earlier export are replaced.
        kwargs, dynamic_shapes: as for `torch.export.export`. Dynamic dimensions are `?` in the program, and −1 in `signature.json`.
        rms_norm: the form of the custom norm.
        tolerance: greatest difference that counts as right, relative to the largest expected value; `hlolite run --expect` reads it.

    Raises:
        ImportError: litert-torch is not installed.
        NotImplementedError: the module computes with a size of an input in another way than by making shapes of it.
        TypeError: the module changes its buffers or inputs, or returns something else than tensors.
        ValueError: an option has none of its values.
    """
    if weights not in ("safetensors", "inline"):
        raise ValueError(f'weights must be "safetensors" or "inline" (was {weights!r})')
    lower = _lowering()
    kwargs = dict(kwargs or {})
    with torch.no_grad():
        # Before the export: a module that changes its inputs must not change what is written.
        given = _tensors(copy.deepcopy((args, kwargs)))
        program = torch.export.export(module, args, kwargs, dynamic_shapes=dynamic_shapes, strict=False)
        _check_results(program)
        expected = _tensors(module(*copy.deepcopy(args), **copy.deepcopy(kwargs)))
    lowered = _lowered(lower, _with_norm(program, rms_norm), weights == "inline")

    if len(lowered.output_signature) != len(expected):  # litert-torch counts what changes among them
        raise TypeError("a module must not change its buffers or inputs: a program of StableHLO has values, no memory; return what changes")

    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    inputs, outputs = list(program.graph_signature.user_inputs), _output_names(len(expected))
    with open(folder / "program.mlirbc", "wb") as file:
        lowered.module.operation.write_bytecode(file=file)
    _write_io(folder / "io.safetensors", given, expected, inputs, outputs, tolerance)
    files = Export(program=folder / "program.mlirbc", io=folder / "io.safetensors")
    if weights == "inline":
        for stale in ("model.safetensors", "signature.json"):
            (folder / stale).unlink(missing_ok=True)
        return files
    first = _first_names(lowered.state_dict)
    write_safetensors(folder / "model.safetensors", {name: lowered.state_dict[name] for name in dict.fromkeys(first.values())})
    _write_signature(folder / "signature.json", lowered, first, inputs, outputs)
    return Export(program=files.program, io=files.io, weights=folder / "model.safetensors", signature=folder / "signature.json")


def _check_results(program: torch.export.ExportedProgram) -> None:
    for spec in program.graph_signature.output_specs:
        if not isinstance(spec.arg, torch.export.graph_signature.TensorArgument):
            raise TypeError(f"a module must return tensors (returns {getattr(spec.arg, 'value', spec.arg)!r} among them); wrap it in one that does")


def _first_names(tensors: Mapping[str, Tensor]) -> dict[str, str]:
    """For each tensor the name of the first that is the same one: tied weights are written once."""
    seen: dict[object, str] = {}
    return {
        name: seen.setdefault((tensor.data_ptr(), tensor.dtype, tuple(tensor.shape), tensor.stride()) if tensor.numel() else name, name)
        for name, tensor in tensors.items()
    }


def _lowering() -> Any:
    try:
        from litert_torch.backend.export import exported_program_to_mlir
    except ImportError as error:
        raise ImportError("export needs litert-torch: pip install 'hlolite-torch[export]'") from error
    register_lowerings()
    register_transposed_convolution()
    return exported_program_to_mlir


def _lowered(lower: Any, program: torch.export.ExportedProgram, inline: bool) -> Any:
    if not is_dynamic(program):
        return lower(program, inline_constants=inline)
    try:
        return lower_dynamic(lower, program, inline=inline)
    except NotImplementedError as error:
        raise NotImplementedError(f"{error}: export with static shapes, once for each size that you need") from error


def _with_norm(program: torch.export.ExportedProgram, form: Form) -> torch.export.ExportedProgram:
    """The program with the norm in the form wanted. litert-torch marks composites by pairs of `custom_call @mark_tensor`."""
    if form == "custom_call":
        return program
    if form not in ("composite", "decomposed"):
        raise ValueError(f'rms_norm must be "custom_call", "composite" or "decomposed" (was {form!r})')
    written = _composite_rms_norm if form == "composite" else decomposed_rms_norm
    decomposed: torch.export.ExportedProgram = program.run_decompositions({torch.ops.hlolite.rms_norm.default: written})
    return decomposed


def _composite_rms_norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    from litert_torch.hlfb import StableHLOCompositeBuilder

    builder = StableHLOCompositeBuilder(name="odml.rms_norm", attr={"epsilon": epsilon})
    x, weight = builder.mark_inputs(x, weight)
    result: Tensor = builder.mark_outputs(decomposed_rms_norm(x, weight, epsilon))
    return result


def _tensors(tree: Any) -> list[Tensor]:
    return [leaf.detach() for leaf in pytree.tree_leaves(tree) if isinstance(leaf, Tensor)]


def _output_names(count: int) -> list[str]:
    return [f"output_{index}" for index in range(count)]


def _write_io(
    path: Path, given: list[Tensor], expected: list[Tensor], inputs: list[str], outputs: list[str], tolerance: float
) -> None:
    tensors = {f"input_{index}": tensor for index, tensor in enumerate(given)}
    tensors |= {f"expected_{index}": tensor for index, tensor in enumerate(expected)}
    names = {"inputs": json.dumps(inputs), "outputs": json.dumps(outputs)}
    write_safetensors(path, tensors, {"source": f"PyTorch {torch.__version__}", "rtol_of_max_abs": repr(tolerance), **names})


def _write_signature(path: Path, lowered: Any, first: Mapping[str, str], inputs: list[str], outputs: list[str]) -> None:
    arguments = []
    for index, variable in enumerate(lowered.input_signature):
        spec = variable.input_spec
        port = (
            {"kind": "parameter", "name": spec.name, "tensor": first[spec.name]}
            if spec.is_parameter
            else {"kind": "input", "name": inputs[spec.i], "tensor": f"input_{spec.i}"}
        )
        arguments.append({"index": index, **port, **_typed(variable)})
    results = [
        {"index": index, "name": name, "tensor": f"expected_{index}", **_typed(variable)}
        for index, (name, variable) in enumerate(zip(outputs, lowered.output_signature, strict=True))
    ]
    content = {
        "program": "program.mlirbc",
        "function": "main",
        "weights": "model.safetensors",
        "io": "io.safetensors",
        "arguments": arguments,
        "results": results,
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _typed(variable: Any) -> dict[str, Any]:
    return {"dtype": str(variable.dtype).removeprefix("torch."), "shape": list(variable.shape)}
