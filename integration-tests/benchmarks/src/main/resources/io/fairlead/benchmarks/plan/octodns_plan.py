"""Times octoDNS's plan of what PlanBenchmark plans: weighted records, every tenth name changed.

Arguments: folder, zones, names a zone, weighted values a name, plans to time.
Prints one JSON object: milliseconds with the records in memory, and with both sides read from YAML.
"""

import json
import os
import sys
import time

from octodns.provider.yaml import YamlProvider
from octodns.zone import Zone

folder, zones, names, values, plans = sys.argv[1], *map(int, sys.argv[2:6])


def record(name, weights):
    entries = "".join(
        f"        - value: 192.0.2.{i}\n          weight: {weights[i]}\n" for i in range(values)
    )
    return (
        f"{name}:\n  dynamic:\n    pools:\n      all:\n        values:\n{entries}"
        f"    rules:\n    - pool: all\n  ttl: 60\n  type: A\n  value: 192.0.2.0\n"
    )


def write(side, changed):
    os.makedirs(os.path.join(folder, side), exist_ok=True)
    for zone in range(zones):
        path = os.path.join(folder, side, f"s{zone}.test.yaml")
        with open(path, "w") as out:
            out.write("---\n")
            for name in range(names):
                # octoDNS allows weights up to 100; a change swaps two of them.
                weights = [20 + i for i in range(values)]
                if changed and name % 10 == 0:
                    weights.reverse()
                out.write(record(f"p{name}", weights))


def zone(provider, number, target):
    found = Zone(f"s{number}.test.", [])
    provider.populate(found, target=target)
    return found


write("wanted", False)
write("there", True)
wanted = YamlProvider("wanted", os.path.join(folder, "wanted"), enforce_order=False)
there = YamlProvider("there", os.path.join(folder, "there"), enforce_order=False)

began = time.perf_counter()
pairs = [(zone(there, i, True), zone(wanted, i, False)) for i in range(zones)]
read = time.perf_counter() - began

times = []
changes = 0
for _ in range(plans):
    began = time.perf_counter()
    changes = sum(len(old.changes(new, there)) for old, new in pairs)
    times.append((time.perf_counter() - began) * 1000)
print(
    json.dumps(
        {
            "records": zones * names * values,
            "changes": changes * values,
            "millis": times,
            "yamlMillis": read * 1000,
        }
    )
)
