"""Runs a model of one feed-forward layer in native LiteRT and compares with numpy, which reads the weights from the safetensors file.

  large_model.py MODEL.tflite WEIGHTS.safetensors
"""

import json
import sys

import numpy as np
from ai_edge_litert import interpreter as litert


def weights_of(path: str) -> dict[str, np.ndarray]:
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    data = np.memmap(path, np.float32, "r", 8 + size)
    return {
        name: data[entry["data_offsets"][0] // 4 : entry["data_offsets"][1] // 4].reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
    }


def main() -> None:
    model, weights = sys.argv[1], weights_of(sys.argv[2])
    gate, up, down = (weights[f"layers.0.{name}.weight"] for name in ("gate", "up", "down"))
    x = np.random.default_rng(0).standard_normal((1, gate.shape[1])).astype(np.float32)
    expected = ((x @ gate.T) * (x @ up.T)) @ down.T
    engine = litert.Interpreter(model_path=model, num_threads=1)
    engine.allocate_tensors()
    engine.set_tensor(engine.get_input_details()[0]["index"], x)
    engine.invoke()
    found = engine.get_tensor(engine.get_output_details()[0]["index"])
    largest = np.abs(expected).max()
    error = np.abs(found - expected).max() / largest
    print(f"largest {largest}, error {error}")
    sys.exit(0 if largest > 0 and error < 1e-4 else 1)


main()
