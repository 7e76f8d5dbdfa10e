"""Places on earth, the words by which they are found, and how one is shown."""

from alembic import op

revision = "0040"
down_revision = "0051"


def upgrade() -> None:
    """Names stand beside the places, one row per word to begin at, so that a prefix in any script is one index scan."""
    op.execute("""
        create table locations (
            id uuid primary key,
            osm_type char(1) check (osm_type in ('N', 'W', 'R')),
            osm_id bigint,
            geonames_id bigint unique,
            kind text not null check (kind in (
                'house', 'street', 'locality', 'district', 'city', 'county', 'state', 'country', 'other'
            )),
            osm_key text not null,
            osm_value text not null,
            name text,
            names jsonb not null default '{}',
            housenumber text,
            street text,
            postcode text,
            district text,
            city text,
            state text,
            country text,
            country_code char(2) check (country_code ~ '^[A-Z]{2}$'),
            place geography(point, 4326) not null,
            west real,
            south real,
            east real,
            north real,
            importance real not null check (importance between 0 and 1),
            time_zone text not null,
            search text not null,
            created_at timestamptz not null,
            unique (osm_type, osm_id),
            check ((osm_type is null) = (osm_id is null)),
            check (osm_id is not null or geonames_id is not null),
            check (name is not null or housenumber is not null)
        );
        create index locations_place on locations using gist (place);
        create index locations_search on locations using gin (search gin_trgm_ops);
        comment on column locations.names is 'by language (BCP 47); the local name is in `name`';
        comment on column locations.search is 'names and address, folded, each word after a blank';
        comment on column locations.importance is '0 (a doorbell) to 1 (a capital of the world)';

        create table location_names (
            location_id uuid not null references locations (id) on delete cascade,
            folded text collate "C" not null,
            importance real not null
        );
        create index location_names_location on location_names (location_id);
        create index location_names_folded on location_names (folded);
        create index location_names_first on location_names (left(folded, 1), importance desc);
        create index location_names_second on location_names (left(folded, 2), importance desc);
        create index location_names_third on location_names (left(folded, 3), importance desc);
        comment on table location_names is 'each name of a place, and what is left of it from each of its words on';

        create function location_name(location locations, lang text) returns text
        language sql immutable parallel safe
        return coalesce(
            location.names ->> lang,
            location.name,
            location.street || ' ' || location.housenumber
        );

        create function location_card(location locations, lang text, metres integer) returns json
        language sql stable parallel safe
        return json_build_object(
            'id', location.id,
            'osm', location.osm_type || location.osm_id,
            'name', location_name(location, lang),
            'address', concat_ws(
                ', ',
                case when location.name is not null then
                    nullif(concat_ws(' ', location.street, location.housenumber), '')
                end,
                location.district,
                nullif(location.city, location_name(location, lang)),
                location.state,
                location.country
            ),
            'kind', location.kind,
            'category', location.osm_key || ':' || location.osm_value,
            'lat', st_y(location.place::geometry),
            'lon', st_x(location.place::geometry),
            'country_code', location.country_code,
            'time_zone', location.time_zone,
            'metres', metres,
            'source', case when location.geonames_id is null then 'openstreetmap' else 'geonames' end
        );
    """)
