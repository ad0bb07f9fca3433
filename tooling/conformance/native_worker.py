"""Runs models in native LiteRT (CPU, XNNPACK, one thread), one after the other.

A line of JSON on stdin: {model, given, gave, lengths}: the model, a file of all inputs' bytes one after the other with their lengths, and a
file to write the outputs' bytes to. A line of JSON on stdout: {outputs: [{type, shape, length}]} or {error}.
"""

import json
import os
import sys

import ml_dtypes  # noqa: F401  numpy learns bfloat16 and the small types by it
import numpy as np
from ai_edge_litert import interpreter as litert


def run(model: str, given: str, gave: str, lengths: list[int]) -> dict:
    engine = litert.Interpreter(model_path=model, num_threads=1)
    # By the order of the graph, which is that of the program.
    inputs, outputs = engine.get_input_details(), engine.get_output_details()
    if len(inputs) != len(lengths):
        return {"error": f"the model has {len(inputs)} inputs for {len(lengths)}"}
    engine.allocate_tensors()
    with open(given, "rb") as file:
        for detail, length in zip(inputs, lengths, strict=True):
            value = np.frombuffer(file.read(length), detail["dtype"]).reshape(detail["shape"])
            engine.set_tensor(detail["index"], value)
    engine.invoke()
    described = []
    with open(gave, "wb") as file:
        for detail in outputs:
            value = np.ascontiguousarray(engine.get_tensor(detail["index"])).reshape(detail["shape"])
            data = value.tobytes()
            file.write(data)
            described.append({"type": str(value.dtype), "shape": list(value.shape), "length": len(data)})
    return {"outputs": described}


def main() -> None:
    # Native libraries print to stdout at will: answers go to a copy of it, and all else to stderr.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        try:
            answer = run(**json.loads(line))
        except Exception as error:  # the runtime's own errors are of many types
            answer = {"error": f"{type(error).__name__}: {str(error).strip()[:500]}"}
        answers.write(json.dumps(answer) + "\n")
    os._exit(0)  # destructors of native libraries may crash


if __name__ == "__main__":
    main()
