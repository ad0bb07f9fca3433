"""The official side of `npm run bench:models`.

  bench_models.py convert IN OUT      converts a StableHLO program with the official converter; the caller takes the time of the process
  bench_models.py compare             reads a JSON line a model from standard input, {ours, official, io, tolerance, seconds}, and answers with one:
                                      {error, median, min, milliseconds}, the latencies as ours / official; official may be null

Latencies: native LiteRT with XNNPACK on one thread, both models in turns in one process. Needs litert-converter, ai-edge-litert, numpy, ml_dtypes.
"""
import json
import os
import struct
import sys
import time


def convert(source, target):
    """The passes that litert-torch runs, with its settings, on a program as it is."""
    from litert_converter.mlir import ir, passmanager
    from litert_converter.mlir._mlir_libs import converter_api_ext as api

    context = ir.Context()
    api.prepare_mlir_context(context)
    with context, open(source, "rb") as file:
        module = ir.Module.parse(file.read())
        main = next(op.operation for op in module.body.operations if str(op.operation.attributes["sym_name"]) == '"main"')
        kind = ir.FunctionType(ir.TypeAttr(main.attributes["function_type"]).value)
        inputs = [f"args_{index}" for index in range(len(kind.inputs))]
        outputs = [f"output_{index}" for index in range(len(kind.results))]
        api.set_signature(module.operation, signature_name="serving_default", input_names=inputs, output_names=outputs)
        module = api.merge_modules([module])
        config = api.ConvertToTFLConfig()
        config.model_origin_framework = "PYTORCH"
        config.unsafe_fuse_dynamic_shaped_broadcast = True
        config.canonicalizing_inf_as_min_max_float = False
        config.enable_x64 = True
        api.run_convert_to_tfl_passes(module, passmanager.PassManager(), config)
        data = api.export_flatbuffer_to_bytes(module.operation)
    with open(target, "wb") as file:
        file.write(data)


def tensors_of(path):
    import ml_dtypes
    import numpy as np

    types = {"BF16": ml_dtypes.bfloat16, "BOOL": np.bool_, "C64": np.complex64}
    with open(path, "rb") as file:
        raw = file.read()
    size = struct.unpack("<Q", raw[:8])[0]
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__":
            continue
        kind = entry["dtype"]
        width = kind.lstrip("FIU")
        letter = {"F": "f", "I": "i", "U": "u"}.get(kind[0])
        dtype = types.get(kind) or np.dtype(f"{letter}{int(width) // 8}")
        start, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype).reshape(entry["shape"])
    return tensors


def ready(model, io):
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=model, num_threads=1)
    interpreter.allocate_tensors()
    for index, detail in enumerate(interpreter.get_input_details()):
        interpreter.set_tensor(detail["index"], io[f"input_{index}"].astype(detail["dtype"]))
    interpreter.invoke()
    return interpreter


def greatest_error(interpreter, io):
    """Relative to the greatest expected value of each output; infinite where integers differ."""
    import numpy as np

    worst = 0.0
    for index, detail in enumerate(interpreter.get_output_details()):
        expected = io[f"expected_{index}"]
        found = interpreter.get_tensor(detail["index"]).reshape(expected.shape)
        if expected.dtype.kind in "biu":
            worst = max(worst, 0.0 if np.array_equal(found.astype(expected.dtype), expected) else float("inf"))
            continue
        wide = np.complex128
        finite = np.isfinite(expected.astype(wide))
        distance = np.abs(found.astype(wide) - expected.astype(wide))[finite].max(initial=0)
        worst = max(worst, float(distance / max(1e-30, np.abs(expected.astype(wide))[finite].max(initial=0))))
    return worst


def compare(job):
    import numpy as np

    io = tensors_of(job["io"])
    ours = ready(job["ours"], io)
    answer = {"error": greatest_error(ours, io)}
    if job["official"] is None:
        return answer
    try:
        official = ready(job["official"], io)
    except (RuntimeError, ValueError):  # what the official converter makes does not always run
        return answer
    times = ([], [])
    end = time.perf_counter() + job["seconds"]
    while time.perf_counter() < end:
        for interpreter, list_ in zip((ours, official), times):
            start = time.perf_counter()
            interpreter.invoke()
            list_.append(time.perf_counter() - start)
    mine, theirs = (np.array(list_) for list_ in times)
    median = float(np.median(mine) / np.median(theirs))
    return answer | {"median": median, "min": float(mine.min() / theirs.min()), "milliseconds": float(np.median(mine) * 1e3)}


def serve():
    """A process for each model: one that fails must not take the others with it."""
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                answer = compare(json.loads(line))
            except Exception as error:  # noqa: BLE001  the runtime raises many kinds
                answer = {"why": str(error)[:300]}
            os.write(writer, json.dumps(answer).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            answer = pipe.read()
        os.waitpid(child, 0)
        print(answer or json.dumps({"why": "the runtime crashed"}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "convert":
        convert(sys.argv[2], sys.argv[3])
    else:
        serve()
