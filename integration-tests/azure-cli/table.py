"""Writes the table of Azure CLI's commands that pages and `fairlead stacks` are held to, from the installed azure-cli.

table.py GROUP... prints the commands of these groups, not of groups below, a line each, with their options:
    keyvault key download  --encoding,-e={DER|PEM} --file,-f! --id ...
A ! is for an option that is required, a ? for one that is required where --ids is not given, {...} are the values that it takes, a + is for one without a value.
Options that every command has are left out.
"""
import argparse
import sys

from azure.cli.core import __version__, get_default_cli
from azure.cli.core.commands.events import EVENT_INVOKER_POST_LOAD_ARGUMENTS
from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args

# Commands of extensions, which azure-cli asks to install when they are called first. As in src/application-insights/azext_applicationinsights/_params.py of
# https://github.com/Azure/azure-cli-extensions (MIT License).
EXTENSIONS = {
    "monitor app-insights query": "--analytics-query! --apps,-a! --end-time --offset --resource-group,-g --start-time --subscription",
}
# Not in the help of all, and taken by all.
EVERYWHERE = {"--acquire-policy-token", "--change-reference"}


def option(argument, without_ids):
    settings = argument.type.settings
    names = [each if isinstance(each, str) else getattr(each, "target", "") for each in settings.get("options_list") or ()]
    names = [each for each in names if each.startswith("-")]
    action = settings.get("action")
    # What is kept for programs has no help.
    if not names or EVERYWHERE & set(names) or settings.get("help") == argparse.SUPPRESS or "IgnoreAction" in repr(action):
        return None
    text = ",".join(sorted(set(names), key=lambda each: (not each.startswith("--"), each)))
    choices = settings.get("choices")
    if choices:
        text += "={" + "|".join(sorted(str(each) for each in choices)) + "}"
    if action == "store_true":
        text += "+"
    return text + ("!" if settings.get("required") else "?" if without_ids else "")


def main(groups):
    cli = get_default_cli()
    needed = {}

    def note(_, commands_loader):
        """Before --ids takes the place of names."""
        for name, command in commands_loader.command_table.items():
            needed[name] = {each for each, argument in command.arguments.items() if argument.type.settings.get("required")}

    cli.register_event(EVENT_INVOKER_POST_LOAD_ARGUMENTS, note)
    create_invoker_and_load_cmds_and_args(cli)
    table = cli.invocation.commands_loader.command_table
    lines = dict(EXTENSIONS)
    for name, command in table.items():
        if name.rpartition(" ")[0] in groups:
            options = [option(argument, each in needed[name]) for each, argument in command.arguments.items()]
            lines[name] = " ".join(sorted(filter(None, options)))
    missing = [each for each in groups if not any(name.rpartition(" ")[0] == each for name in lines)]
    if missing:
        sys.exit("no commands in: " + ", ".join(missing))
    print(f"# Commands of azure-cli {__version__} (MIT License, Copyright (c) Microsoft Corporation), made by integration-tests/azure-cli/table")
    for name in sorted(lines):
        print(f"{name}  {lines[name]}".rstrip())


main(sys.argv[1:])
