"""Translates a SAM template as CloudFormation does, prints the result as JSON: translate.py FILE REGION CODE_URI."""
import json
import os
import sys

import cfnlint.decode
from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform


class NoPolicies(ManagedPolicyLoader):
    """The template names no managed policy: asking for one is a mistake."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        raise SystemExit("the template asks for a managed policy")


file, os.environ["AWS_DEFAULT_REGION"], code = sys.argv[1:4]
template, mistakes = cfnlint.decode.decode(file)
if mistakes:
    raise SystemExit("\n".join(str(mistake) for mistake in mistakes))
template = json.loads(json.dumps(template))
# What `sam deploy` does with a local file before it sends the template.
if "CodeUri" in template.get("Globals", {}).get("Function", {}):
    template["Globals"]["Function"]["CodeUri"] = code
json.dump(transform(template, {}, NoPolicies()), sys.stdout, indent=1)
