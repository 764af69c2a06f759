"""A contract for import-linter: modules of one package stand on floors by the beginnings of their names.

Its own contract of layers wants each module by its full name, and a new `web_upload` would go unwatched until somebody
lists it. Here a floor `web` holds `web` and every `web_*`; a module that no floor names stands below them all.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class NameFloors(Contract):
    """No module of `package` imports one that stands on a higher floor."""

    type_name = "name_floors"

    package = fields.StringField()
    floors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every import from a lower floor to a higher one is a breach."""
        modules = [one for one in graph.modules if one.startswith(f"{self.package}.")]
        breaches = sorted(
            (importer, imported)
            for importer in modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported in modules and self._floor(imported) < self._floor(importer)
        )
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which module reaches up to which."""
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} must not import {imported}, which stands above it")

    def _floor(self, module: str) -> int:
        """Number of the floor of a module, from the top."""
        name = module.split(".")[1]
        floors: list[str] = list(self.contract_options["floors"])
        named = [at for at, floor in enumerate(floors) if name == floor or name.startswith(f"{floor}_")]
        return named[0] if named else len(floors)
