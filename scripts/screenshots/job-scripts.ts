/** What the jobs of the pictures run: scripts whose logs and files look like those of a data scientist. */

/** Four processes that go on for a while, one of which has trouble. */
export const distributedScript = `import datetime, os, random, sys, time

rank = int(os.environ["RANK"])
random.seed(rank)


def log(level, text):
    now = datetime.datetime.now().isoformat(sep=" ", timespec="milliseconds")
    print(f"{now} {level:8s} [rank {rank}] {text}", flush=True)


log("INFO", f"joined a group of {os.environ['WORLD_SIZE']} processes at {os.environ['MASTER_ADDR']}")
log("DEBUG", "NCCL_DEBUG is not set, TORCH_DISTRIBUTED_DEBUG=DETAIL")
for step in range(1, 4000):
    loss = 2.3 / (1 + step / 40) + random.random() / 20
    log("INFO", f"epoch {step // 50 + 1} step {step:4d} loss {loss:.4f} grad_norm {random.random() * 3:.3f}")
    if rank == 2 and step % 60 == 17:
        log("WARNING", f"gradient norm {9 + random.random():.2f} is clipped to 5.00")
    if rank == 3 and step == 45:
        log("ERROR", "a batch was left out: RuntimeError: Expected 150 rows, got 149")
    time.sleep(0 if step < 150 else 2)
`

/** A progress bar as tqdm draws it, colours as pytest and rich write them, and what a log should never contain. */
export const colourfulScript = `import sys, time

print("\\033[1mTraining on 1 node\\033[0m, seed \\033[36m42\\033[0m")
for epoch in range(1, 4):
    for i in range(0, 101, 4):
        bar = "█" * (i // 5)
        sys.stderr.write(f"\\rEpoch {epoch}: {i:3d}%|{bar:20s}| {i}/100 [00:{i // 10:02d}<00:{10 - i // 10:02d}, 9.93it/s]")
        sys.stderr.flush()
    sys.stderr.write("\\n")
    print(f"epoch {epoch}: loss \\033[32m{1 / epoch:.4f}\\033[0m", flush=True)
print("\\033[33mWARNING\\033[0m the learning rate is still 0.1")
print("\\033[31mFAILED\\033[0m tests/test_shape.py::test_rows \\033[2m- assert 149 == 150\\033[0m")
print("\\033[42;30m PASSED \\033[0m 41 others, <b>not bold</b>, a bell: \\a, and a long line: " + "0.123456 " * 60)
`

/** The iris sample with a package that its environment lacks. */
export const withMissingPackage = (script: string) =>
  script.replace(
    'from boosting import BoostedTrees\n',
    'from boosting import BoostedTrees\nfrom torchmetrics.classification import MulticlassAccuracy\n',
  )

/** One file of each kind that has a preview, and a folder of ten thousand. */
export const filesScript = `import csv, json, os, random, shutil, struct, zlib

random.seed(7)
os.makedirs("outputs/predictions/parts", exist_ok=True)
os.chdir("outputs")
with open("measurements.csv", "w", newline="") as file:
    table = csv.writer(file)
    table.writerow(["id", "sepal_length", "sepal_width", "petal_length", "petal_width", "species", "note"])
    for i in range(2000):
        values = [f"{random.gauss(mean, 0.4):.2f}" for mean in (5.8, 3.1, 3.8, 1.2)]
        table.writerow([i, *values, random.choice(["setosa", "versicolor", "virginica"]), "measured twice, in the shade" if i % 9 == 4 else ""])
with open("metrics.json", "w") as file:
    scores = {name: {"precision": 0.97, "recall": 0.95, "support": 15} for name in ("setosa", "versicolor", "virginica")}
    json.dump({"accuracy": 0.9556, "loss": [1.1, 0.62, 0.4, 0.31], "classes": scores, "calibrated": False, "notes": None}, file)
with open("report.md", "w") as file:
    file.write(open("../report.md").read())
shutil.copy("../explore.ipynb", ".")
shutil.copy("../iris.parquet", ".")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


side = 240
shade = lambda x, y: bytes((255 - x * y // 400, 255 - abs(x - y) // 2, 255 - (240 - x) // 4))
rows = b"".join(b"\\0" + b"".join(shade(x, y) for x in range(side)) for y in range(side))
with open("confusion.png", "wb") as file:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    file.write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
for i in range(10_000):
    with open(f"predictions/parts/part-{i:05d}.txt", "w") as file:
        file.write(f"{i}\\n")
print("written", flush=True)
`

export const reportText = `# Iris, season 2

Boosted trees on **150 flowers**; the notebook \`explore.ipynb\` has the plots.

| species    | precision | recall |
| ---------- | --------: | -----: |
| setosa     |      1.00 |   1.00 |
| versicolor |      0.94 |   0.93 |
| virginica  |      0.93 |   0.94 |

## What is left to do

1. Measure the [petals](https://en.wikipedia.org/wiki/Petal) again.
2. Try a smaller learning rate:

\`\`\`
python train.py --learning-rate 0.05
\`\`\`

> Two rows were left out: their width is below zero.
`

export const notebookText = JSON.stringify({
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['## Measurements\n', 'Of three species, *in the shade*.'] },
    {
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      source: ['import csv\n', 'rows = list(csv.DictReader(open("measurements.csv")))\n', 'len(rows)'],
      outputs: [{ output_type: 'execute_result', execution_count: 1, metadata: {}, data: { 'text/plain': '2000' } }],
    },
    {
      cell_type: 'code',
      execution_count: 2,
      metadata: {},
      source: 'rows[0]["petal"]',
      outputs: [
        {
          output_type: 'error',
          ename: 'KeyError',
          evalue: "'petal'",
          traceback: ['\u001b[31mKeyError\u001b[0m: \u001b[32m"petal"\u001b[0m'],
        },
      ],
    },
  ],
  metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
  nbformat: 4,
  nbformat_minor: 5,
})
