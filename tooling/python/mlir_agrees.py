"""Reads jobs: {file, form, written?, version?}. MLIR reads `file` and `written` and prints both in generic form; they must be equal.
An artifact is held against what StableHLO's own serializer makes of `file` for that version; where it refuses, there must be none.
Prints a line of JSON for each job: {file, form, ok, why} or {file, form, skipped} where MLIR does not read `file` itself."""

import json
import sys

from jax._src.interpreters import mlir
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo


def read(path, context):
    data = open(path, "rb").read()
    try:
        is_artifact = b"StableHLO_v" in data[:64]
        return stablehlo.deserialize_portable_artifact(context, data) if is_artifact else ir.Module.parse(data)
    except Exception as error:
        raise ValueError(str(error).strip()[:400]) from None


def text(module, locations=False):
    return module.operation.get_asm(print_generic_op_form=True, enable_debug_info=locations)


def artifact_by_mlir(module, version):
    # Exporters of PyTorch write weights as arith.constant, which an artifact has as StableHLO's constant.
    legal = ir.Module.parse(text(module).replace('"arith.constant"', '"stablehlo.constant"'))
    try:
        return stablehlo.serialize_portable_artifact(legal, version, False)
    except Exception:
        return None


def judge(job, original, context):
    """Why the written form is not the program; None when it is."""
    version, written = job.get("version"), job.get("written")
    if job["form"] in ("text", "generic", "locations"):
        # Byte for byte what MLIR prints itself, and text that it reads.
        options = {"generic": {"print_generic_op_form": True}, "locations": {"enable_debug_info": True}}
        want = original.operation.get_asm(**options.get(job["form"], {}))
        read(written, context)
        got = open(written).read()
        return None if want.strip() == got.strip() else first_difference(want, got)
    if version is None:
        # A text has its own lines as locations; bytecode keeps those of the program.
        locations = job["form"].startswith("bytecode") and not job["file"].endswith(".mlir")
        want, got = text(original, locations), text(read(written, context), locations)
        return None if want == got else first_difference(want, got)
    official = artifact_by_mlir(original, version)
    if official is None or written is None:
        return None if official is None and written is None else f"only {'MLIR' if written is None else 'hlolite'} writes it for this version"
    want = text(stablehlo.deserialize_portable_artifact(context, official))
    got = text(read(written, context))
    return None if want == got else first_difference(want, got)


def first_difference(want, got):
    for a, b in zip(want.split("\n"), got.split("\n")):
        if a != b:
            return f"MLIR has\n  {a[:300]}\nfrom what was written\n  {b[:300]}"
    return "one is longer"


def main():
    jobs = json.load(open(sys.argv[1]))
    file = original = None
    with mlir.make_ir_context() as context:
        for job in jobs:
            answer = {"file": job["file"], "form": job["form"]}
            try:
                if job["file"] != file:
                    file, original = job["file"], None
                    original = read(file, context)
            except ValueError as error:
                answer["skipped"] = str(error)
            else:
                if original is None:
                    answer["skipped"] = "as above"
            if "skipped" not in answer:
                try:
                    why = judge(job, original, context)
                except ValueError as error:
                    why = f"MLIR does not read it: {error}"
                answer |= {"ok": why is None, "why": why}
            print(json.dumps(answer))


main()
