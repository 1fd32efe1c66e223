"""Holds ARM templates to the models of Azure's resource providers, as the vendor's SDK for Python has them.

models.py FILE... prints how many resources there are, nested ones included, then a line for each mistake.
"""
import datetime
import decimal
import enum
import importlib
import inspect
import json
import re
import sys
import typing

# By type: the package of the models, the model, and the API version that these models are of.
KNOWN = {
    "Microsoft.Authorization/roleAssignments": ("authorization.v2022_04_01", "RoleAssignmentCreateParameters", "2022-04-01"),
    "Microsoft.Authorization/roleDefinitions": ("authorization.v2022_04_01", "RoleDefinition", "2022-04-01"),
    "Microsoft.Consumption/budgets": ("consumption", "Budget", "2024-08-01"),
    "Microsoft.EventGrid/topics": ("eventgrid", "Topic", "2025-02-15"),
    "Microsoft.EventGrid/topics/eventSubscriptions": ("eventgrid", "EventSubscription", "2025-02-15"),
    "Microsoft.Insights/actionGroups": ("monitor", "ActionGroupResource", "2023-01-01"),
    "Microsoft.Insights/components": ("applicationinsights.v2020_02_02", "ApplicationInsightsComponent", "2020-02-02"),
    "Microsoft.Insights/scheduledQueryRules": ("monitor", "ScheduledQueryRuleResource", "2023-12-01"),
    "Microsoft.KeyVault/vaults": ("keyvault", "VaultCreateOrUpdateParameters", "2026-05-15"),
    "Microsoft.KeyVault/vaults/keys": ("keyvault", "KeyCreateParameters", "2026-05-15"),
    "Microsoft.ManagedIdentity/userAssignedIdentities": ("msi.v2024_11_30", "Identity", "2024-11-30"),
    "Microsoft.Network/trafficManagerProfiles": ("trafficmanager", "Profile", "2022-04-01"),
    "Microsoft.OperationalInsights/workspaces": ("loganalytics", "Workspace", "2025-07-01"),
    "Microsoft.Storage/storageAccounts": ("storage", "StorageAccountCreateParameters", "2025-06-01"),
    "Microsoft.Storage/storageAccounts/blobServices": ("storage", "BlobServiceProperties", "2025-06-01"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": ("storage", "BlobContainer", "2025-06-01"),
    "Microsoft.Storage/storageAccounts/tableServices/tables": ("storage", "Table", "2025-06-01"),
    "Microsoft.Web/serverfarms": ("web", "AppServicePlan", "2025-05-01"),
    "Microsoft.Web/sites": ("web", "Site", "2025-05-01"),
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies": ("web", "CsmPublishingCredentialsPoliciesEntity", "2025-05-01"),
}
# Of Resource Manager itself, whose models would say no more.
ITS_OWN = {"Microsoft.Resources/deployments": "2024-03-01", "Microsoft.Resources/resourceGroups": "2024-03-01"}
OF_TEMPLATES = {"type", "apiVersion", "name", "dependsOn", "copy", "condition", "scope"}
SIMPLE = {"str": str, "bool": bool, "int": int, "float": (int, float), "duration": str, "object": object, "iso-8601": str}


def expression(value):
    return isinstance(value, str) and value.startswith("[") and not value.startswith("[[")


def simple(value, kinds, name, path):
    """A number is never a truth value, though Python says so."""
    fine = isinstance(value, kinds) and (not isinstance(value, bool) or kinds in (bool, object))
    return [] if fine else [f"{path} is {json.dumps(value)}, no {name}"]


def among(value, enums, path):
    allowed = [each.value for one in enums for each in one]
    return [] if value.lower() in [each.lower() for each in allowed] else [f"{path} is '{value}', not one of {', '.join(allowed)}"]


def elements(value, check, path):
    if not isinstance(value, list):
        return [f"{path} is no array"]
    return [mistake for i, each in enumerate(value) for mistake in check(each, f"{path}[{i}]")]


def entries(value, check, path):
    if not isinstance(value, dict):
        return [f"{path} is no object"]
    return [mistake for key, each in value.items() for mistake in check(each, f"{path}.{key}")]


# Models that are made of annotations.


def annotated(model):
    """Whether a model is one of these; its map is there once an object was made."""
    if inspect.isclass(model) and not hasattr(model, "_attribute_map"):
        try:
            model.__new__(model)
        except TypeError:
            return False
    return hasattr(model, "_attr_to_rest_field")


def hint_of(models, hint):
    if isinstance(hint, typing.ForwardRef):
        hint = hint.__forward_arg__
    known = {**vars(typing), "_models": models, "datetime": datetime, "decimal": decimal}
    return eval(hint, known) if isinstance(hint, str) else hint


def by_annotations(models, model, value, path, left_out):
    hints = {}
    for base in reversed(model.__mro__):
        hints.update(vars(base).get("__annotations__", {}))
    known = {field._rest_name: hints.get(name, typing.Any) for name, field in model._attr_to_rest_field.items()}
    mistakes = []
    for key, inner in value.items():
        if key in left_out:
            continue
        if key in known:
            mistakes += hinted(models, inner, known[key], f"{path}.{key}")
        else:
            mistakes.append(f"{path}.{key} is no property of {model.__name__}")
    return mistakes


def hinted(models, value, hint, path):
    hint = hint_of(models, hint)
    if expression(value) or hint is typing.Any:
        return []
    arguments = [hint_of(models, each) for each in typing.get_args(hint) if each is not type(None)]
    origin = typing.get_origin(hint)
    if origin is typing.Union:
        enums = [each for each in arguments if inspect.isclass(each) and issubclass(each, enum.Enum)]
        if enums and isinstance(value, str):
            return among(value, enums, path)
        tried = [hinted(models, value, each, path) for each in arguments if each not in enums]
        return min(tried, key=len, default=[])
    if origin is list:
        return elements(value, lambda each, at: hinted(models, each, arguments[0], at), path)
    if origin is dict:
        return entries(value, lambda each, at: hinted(models, each, arguments[1], at), path)
    if hint is decimal.Decimal:
        hint = float
    if hint in (str, bool, int, float):
        return simple(value, SIMPLE[hint.__name__], hint.__name__, path)
    return body(models, hint, value, path) if annotated(hint) or hasattr(hint, "_attribute_map") else []


# Models that are made of maps, with the names of inner properties joined by dots.


def by_maps(models, model, value, path, left_out):
    for key, types in vars(model).get("_subtype_map", {}).items():
        if value.get(model._attribute_map[key]["key"]) in types:
            return body(models, getattr(models, types[value[model._attribute_map[key]["key"]]]), value, path, left_out)
    mistakes = []
    for name, rules in model._validation.items():
        at = model._attribute_map[name]["key"].split(".")
        inner = value
        for part in at:
            inner = inner.get(part) if isinstance(inner, dict) else None
        if at[0] not in left_out and rules.get("required") and inner is None:
            mistakes.append(f"{path}.{'.'.join(at)} is missing")
        if at[0] not in left_out and rules.get("readonly") and inner is not None:
            mistakes.append(f"{path}.{'.'.join(at)} is Azure's to say")
    flat = {tuple(each["key"].split(".")): (name, each["type"]) for name, each in model._attribute_map.items()}
    return mistakes + flattened(models, model, flat, {k: v for k, v in value.items() if k not in left_out}, (), path)


def flattened(models, model, flat, value, above, path):
    mistakes = []
    for key, inner in value.items():
        at, where = above + (key,), f"{path}.{key}"
        if at in flat:
            name, kind = flat[at]
            mistakes += mapped(models, inner, kind, where) + listed(models, model, name, inner, where)
        elif isinstance(inner, dict) and any(known[: len(at)] == at for known in flat):
            mistakes += flattened(models, model, flat, inner, at, where)
        else:
            mistakes.append(f"{where} is no property of {model.__name__}")
    return mistakes


def mapped(models, value, kind, path):
    """A value of a kind as maps write it: str, [str], {str}, Model."""
    if expression(value):
        return []
    if kind.startswith("["):
        return elements(value, lambda each, at: mapped(models, each, kind[1:-1], at), path)
    if kind.startswith("{"):
        return entries(value, lambda each, at: mapped(models, each, kind[1:-1], at), path)
    if kind in SIMPLE:
        return simple(value, SIMPLE[kind], kind, path)
    return body(models, getattr(models, kind), value, path)


def listed(models, model, name, value, path):
    """The values that a field may have are in a model's description alone."""
    if expression(value) or not isinstance(value, str):
        return []
    described = "\n".join(filter(None, [inspect.getdoc(model), inspect.getdoc(model.__init__)]))
    found = re.search(rf"type {name}: str\s+or\s+~[\w.]+\.(\w+)", described)
    return among(value, [getattr(models, found.group(1))], path) if found else []


def body(models, model, value, path, left_out=()):
    if expression(value):
        return []
    if not isinstance(value, dict):
        return [f"{path} is no object"]
    check = by_annotations if annotated(model) else by_maps
    return check(models, model, value, path, left_out)


def resources(template):
    for each in template.get("resources", []):
        yield each
        if each["type"] == "Microsoft.Resources/deployments":
            yield from resources(each["properties"]["template"])


def mistakes(resource):
    kind, version = resource["type"], resource["apiVersion"]
    if kind in ITS_OWN:
        return [] if version == ITS_OWN[kind] else [f"{kind} is of {version}, and {ITS_OWN[kind]} is looked at"]
    if kind not in KNOWN:
        return [f"no model is known for {kind}"]
    package, name, known = KNOWN[kind]
    if version != known:
        return [f"{kind} is of {version}, the model of {known}"]
    models = importlib.import_module(f"azure.mgmt.{package}.models")
    return body(models, getattr(models, name), resource, kind, OF_TEMPLATES)


all_of_them = [each for file in sys.argv[1:] for each in resources(json.load(open(file, encoding="utf-8")))]
print(len(all_of_them))
for one in all_of_them:
    for mistake in mistakes(one):
        print(mistake)
