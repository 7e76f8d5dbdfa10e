"""How `Json[T]` is documented: as `T`."""

from typing import get_args

from litestar._openapi.schema_generation import SchemaCreator
from litestar.openapi.spec import Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from tomoda.core.sql import Json


class JsonPlugin(OpenAPISchemaPlugin):
    """JSON that Postgres made has the shape of its type parameter."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Whether it is a `Json[T]`."""
        return field_definition.origin is Json

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:
        """The schema of `T`."""
        inner = FieldDefinition.from_annotation(get_args(field_definition.annotation)[0])
        return schema_creator.for_field_definition(inner)  # type: ignore[return-value]
