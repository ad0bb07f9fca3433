"""Runs .tflite models whose norms are CUSTOM ops in native LiteRT with the libraries built here, by LiteRT's C API and by TFLite's interpreter.

  test_native.py LIBRARY_FOLDER JOBS.json
JOBS: a list of { name, model, case, route: "litert" | "tflite", codes: [custom codes], tolerance, refused?: text that the route must say }.
A case is a safetensors file of input_0.. and expected_0... Prints one line of JSON a job. Each job has a process of its own.
"""

import ctypes
import glob
import json
import os
import struct
import subprocess
import sys

import numpy as np

ELEMENT_TYPES = {1: np.float32, 2: np.int32, 4: np.int64, 9: np.int8, 10: np.float16, 19: np.uint16}  # bfloat16 as its bits
SAFETENSORS = {"F32": np.float32, "F16": np.float16, "BF16": np.uint16, "I8": np.int8, "I32": np.int32, "I64": np.int64}
CPU = 1


class Layout(ctypes.Structure):
    _fields_ = [("rank", ctypes.c_uint, 7), ("has_strides", ctypes.c_uint, 1), ("dimensions", ctypes.c_int32 * 8), ("strides", ctypes.c_uint32 * 8)]


class RankedType(ctypes.Structure):
    _fields_ = [("element_type", ctypes.c_int), ("layout", Layout)]


def read_case(path):
    with open(path, "rb") as file:
        raw = file.read()
    (size,) = struct.unpack("<Q", raw[:8])
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(raw[begin:end], SAFETENSORS[entry["dtype"]]).reshape(entry["shape"])
    count = lambda prefix: sum(name.startswith(prefix) for name in tensors)
    return tuple([tensors[f"{prefix}{i}"] for i in range(count(prefix))] for prefix in ("input_", "expected_"))


def library(folder, name):
    (path,) = glob.glob(os.path.join(folder, f"libhlolite_rms_norm_{name}.*"))
    return path


def run_litert(folder, model_path, codes, inputs, expected):
    import ai_edge_litert

    # Global, so that the kernel finds LiteRT's functions.
    lite_rt = ctypes.CDLL(glob.glob(os.path.join(os.path.dirname(ai_edge_litert.__file__), "libLiteRt.*"))[0], mode=ctypes.RTLD_GLOBAL)
    norm = ctypes.CDLL(library(folder, "litert"))
    norm.hlolite_rms_norm_create.restype = norm.hlolite_rms_norm_litert_kernel.restype = ctypes.c_void_p
    pointer = ctypes.c_void_p

    def check(status, what):
        if status:
            raise RuntimeError(f"{what}: LiteRtStatus {status}")

    environment, model, options, compiled = pointer(), pointer(), pointer(), pointer()
    check(lite_rt.LiteRtCreateEnvironment(0, None, ctypes.byref(environment)), "environment")
    check(lite_rt.LiteRtCreateModelFromFile(environment, model_path.encode(), ctypes.byref(model)), "model")
    check(lite_rt.LiteRtCreateOptions(ctypes.byref(options)), "options")
    check(lite_rt.LiteRtSetOptionsHardwareAccelerators(options, CPU), "accelerators")
    for code in codes:
        user_data = norm.hlolite_rms_norm_create(code.encode())
        if not user_data:
            raise RuntimeError(f"{code} must be a name of the norm")
        kernel = pointer(norm.hlolite_rms_norm_litert_kernel())
        check(lite_rt.LiteRtAddCustomOpKernelOption(options, code.encode(), 1, kernel, pointer(user_data)), "kernel")
    check(lite_rt.LiteRtCreateCompiledModel(environment, model, options, ctypes.byref(compiled)), "compile")

    def buffer_like(array):
        ranked = RankedType()
        ranked.element_type = next(code for code, dtype in ELEMENT_TYPES.items() if dtype == array.dtype)
        ranked.layout.rank = array.ndim
        for i, size in enumerate(array.shape):
            ranked.layout.dimensions[i] = size
        buffer = pointer()
        size = ctypes.c_size_t(array.nbytes)
        check(lite_rt.LiteRtCreateManagedTensorBuffer(environment, 1, ctypes.byref(ranked), size, ctypes.byref(buffer)), "buffer")
        return buffer

    def elements(buffer, array, mode):
        address = pointer()
        check(lite_rt.LiteRtLockTensorBuffer(buffer, ctypes.byref(address), mode), "lock")
        return np.frombuffer((ctypes.c_char * array.nbytes).from_address(address.value), array.dtype).reshape(array.shape)

    from_buffers, to_buffers = [buffer_like(array) for array in inputs], [buffer_like(array) for array in expected]
    for buffer, array in zip(from_buffers, inputs):
        np.copyto(elements(buffer, array, 1), array)
        lite_rt.LiteRtUnlockTensorBuffer(buffer)
    # Twice: the second run must not depend on what the first left.
    for _ in range(2):
        arrays = [(ctypes.c_void_p * len(list_))(*[b.value for b in list_]) for list_ in (from_buffers, to_buffers)]
        sizes = [ctypes.c_size_t(len(list_)) for list_ in (from_buffers, to_buffers)]
        check(lite_rt.LiteRtRunCompiledModel(compiled, ctypes.c_size_t(0), sizes[0], arrays[0], sizes[1], arrays[1]), "run")
    return [elements(buffer, array, 0).copy() for buffer, array in zip(to_buffers, expected)]


def run_tflite(folder, model_path, inputs):
    from ai_edge_litert.interpreter import Interpreter, load_delegate

    interpreter = Interpreter(model_path, experimental_delegates=[load_delegate(library(folder, "tflite"))])
    runner = interpreter.get_signature_runner()
    details = runner.get_input_details()
    given = {name: array.view(details[name]["dtype"]) if array.itemsize == np.dtype(details[name]["dtype"]).itemsize else array
             for name, array in zip(signature_names(interpreter, "inputs"), inputs)}
    results = runner(**given)
    return [results[name] for name in signature_names(interpreter, "outputs")]


def signature_names(interpreter, kind):
    (signature,) = interpreter.get_signature_list().values()
    return signature[kind]


def distance(got, want):
    if want.dtype == np.uint16:
        got, want = (array.view(np.uint16).astype(np.uint32) << 16 for array in (got, want))
        got, want = got.view(np.float32), want.view(np.float32)
    got, want = got.astype(np.float64), want.astype(np.float64)
    return float(np.abs(got - want).max() / max(1e-9, np.abs(want).max())) if want.size else 0.0


def run(folder, job):
    inputs, expected = read_case(job["case"])
    run_it = (lambda: run_tflite(folder, job["model"], inputs)) if job["route"] == "tflite" else (
        lambda: run_litert(folder, job["model"], job["codes"], inputs, expected))
    # A NaN anywhere makes the distance NaN, which is null in JSON and never within the tolerance.
    worst = max((distance(got, want) for got, want in zip(run_it(), expected)), key=lambda value: np.inf if np.isnan(value) else value)
    return {"ok": worst <= job["tolerance"], "worst": None if np.isnan(worst) else worst}


def main():
    folder, jobs = sys.argv[1], json.load(open(sys.argv[2]))
    if len(sys.argv) > 3:
        print(json.dumps(run(folder, jobs[int(sys.argv[3])])), flush=True)
        # LiteRT's static destructors are none of our concern.
        os._exit(0)
    for i, job in enumerate(jobs):
        child = subprocess.run([sys.executable, *sys.argv[:3], str(i)], capture_output=True, text=True)
        lines = child.stdout.strip().splitlines()
        outcome = json.loads(lines[-1]) if child.returncode == 0 and lines else {"ok": False, "why": child.stderr.strip()[-800:]}
        if "refused" in job:
            # int8 has no NaN that could say so.
            looks_right = outcome["ok"] or (outcome.get("worst") is not None and not job["name"].startswith("i8"))
            outcome = {"ok": job["refused"] in child.stderr and not looks_right, "why": child.stderr.strip()[-800:]}
        print(json.dumps({"name": job["name"], "route": job["route"], **outcome}), flush=True)


main()
