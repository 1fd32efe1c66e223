"""Holds the `aws` commands of documents to the models of AWS's services.

commands.py FILE... prints how many there are, then a line for each mistake.
"""
import re
import shlex
import sys

from botocore import xform_name
from botocore.session import Session

EVERYWHERE = {"region", "query", "output", "profile", "cli-binary-format"}
SERVICES = {"s3api": "s3"}
# What the command line has beside the services' own operations.
ITS_OWN = {
    ("logs", "tail"): {"since", "format"},
    ("s3", "cp"): set(),
    ("sso", "login"): set(),
}
# Options that it names otherwise than the service does.
OTHERWISE = {
    ("cloudwatch", "put-metric-data"): dict.fromkeys(["dimensions", "metric-name", "value"], "metric-data"),
    ("sns", "subscribe"): {"notification-endpoint": "endpoint"},
}

# What exists and does not answer what the pages would ask of it.
IN_VAIN = {
    ("route53", "get-health-check-status"): "tells nothing of a calculated check",
}

session = Session()


def commands(file):
    text = open(file, encoding="utf-8").read()
    fenced = re.findall(r"(?ms)^ *```.*?^ *```", text)
    for fence in fenced:
        text = text.replace(fence, "")
    codes = [line.strip() for fence in fenced for line in fence.splitlines()]
    codes += re.findall(r"`([^`]+)`", text)
    for code in codes:
        code = " ".join(code.split())
        yield from [code] if code.startswith("aws ") else re.findall(r"\$\((aws [^)]+)\)", code)


def mistakes(command):
    words = shlex.split(command)[1:]
    place = tuple(words[:2])
    options = {word[2:].split("=", 1)[0] for word in words if word.startswith("--")} - EVERYWHERE
    if place in ITS_OWN:
        return [f"no option --{each}" for each in sorted(options - ITS_OWN[place])]
    if place in IN_VAIN:
        return [f"{place[1]} {IN_VAIN[place]}"]
    service = SERVICES.get(place[0], place[0])
    if service not in session.get_available_services():
        return [f"no service {place[0]}"]
    model = session.get_service_model(service)
    operations = {xform_name(name, "-"): name for name in model.operation_names}
    if place[-1] not in operations:
        return [f"{place[0]} has no {place[-1]}"]
    shape = model.operation_model(operations[place[-1]]).input_shape
    members = {xform_name(name, "-"): shape.members[name] for name in (shape.members if shape else {})}
    given = set()
    found = []
    for option in sorted(options):
        name = OTHERWISE.get(place, {}).get(option, option)
        negated = name.removeprefix("no-")
        if name not in members and not (negated in members and members[negated].type_name == "boolean"):
            found.append(f"no option --{option}")
        given.add(name)
    required = {xform_name(name, "-") for name in (shape.required_members if shape else [])}
    # An operation that is only named has no options at all.
    return found + ([f"--{each} is missing" for each in sorted(required - given)] if options else [])


all_of_them = [command for file in sys.argv[1:] for command in commands(file)]
print(len(all_of_them))
for command in all_of_them:
    for mistake in mistakes(command):
        print(f"{command}: {mistake}")
