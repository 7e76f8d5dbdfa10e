-- The database as the migrations make it; written by `./task schema`, never by hand.
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

COMMENT ON EXTENSION btree_gin IS 'support for indexing common datatypes in GIN';

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';

CREATE DOMAIN public.audience AS text
	CONSTRAINT audience_check CHECK ((VALUE = ANY (ARRAY['everyone'::text, 'friends'::text, 'nobody'::text])));

CREATE TYPE public.pgqueuer_status AS ENUM (
    'queued',
    'picked',
    'successful',
    'exception',
    'canceled',
    'deleted',
    'failed'
);

CREATE FUNCTION public.are_friends(one uuid, other uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (select from friendships where user_id = one and friend_id = other) and visible(one, other)
        $$;

COMMENT ON FUNCTION public.are_friends(one uuid, other uuid) IS 'friends, and neither is hidden from the other';

CREATE FUNCTION public.came_to(person uuid, event uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (select from events e where e.id = event and e.host_id = person)
                or exists (select from event_hosts h where h.event_id = event and h.user_id = person)
                or exists (
                    select from rsvps r where r.event_id = event and r.user_id = person and r.answer = 'going'
                        and (r.attended is null or r.attended = 'came' or exists (
                            select from check_ins c where c.event_id = event and c.user_id = person
                        ))
                )
        $$;

COMMENT ON FUNCTION public.came_to(person uuid, event uuid) IS 'hosts, and who had a seat, unless a host said that they were not there';

CREATE FUNCTION public.cell_of(shown public.geography) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select floor((public.st_x(shown::public.geometry) + 180) * 512 / 45)::int * 4096
                 + floor((public.st_y(shown::public.geometry) + 90) * 512 / 45)::int
        $$;

COMMENT ON FUNCTION public.cell_of(shown public.geography) IS 'squares of 45/512 degrees: 4096 * column + row';

CREATE FUNCTION public.circle_people(circle uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select m.user_id from members m where m.room_id = circle and in_circle(circle, m.user_id)
        $$;

CREATE FUNCTION public.circles_of(person uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select m.room_id from members m where m.user_id = person and m.left_at is null
        $$;

CREATE FUNCTION public.comes_to(person uuid, event uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (select from events e where e.id = event and e.host_id = person)
                or exists (select from event_hosts h where h.event_id = event and h.user_id = person)
                or exists (
                    select from rsvps r
                    where r.event_id = event and r.user_id = person and r.answer in ('going', 'maybe')
                )
        $$;

COMMENT ON FUNCTION public.comes_to(person uuid, event uuid) IS 'one of the people of the event: hosts, and who goes or may';

CREATE FUNCTION public.contact_hash(address text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
            select sha256(convert_to('tomoda:' || lower(address), 'UTF8'))
        $$;

CREATE FUNCTION public.evening_begins(zone text, now timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select (date_trunc('day', now at time zone zone - interval '4 hours') + interval '17 hours')
                at time zone zone
        $$;

COMMENT ON FUNCTION public.evening_begins(zone text, now timestamp with time zone) IS 'five in the afternoon there; until four at night of the evening before';

CREATE FUNCTION public.evening_ends(zone text, now timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select (date_trunc('day', now at time zone zone - interval '4 hours') + interval '28 hours')
                at time zone zone
        $$;

COMMENT ON FUNCTION public.evening_ends(zone text, now timestamp with time zone) IS 'four at night there';

CREATE FUNCTION public.event_words(title text, place_name text, tags text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select public.search_form(title || ' ' || place_name || ' ' || array_to_string(tags, ' '))
        $$;

CREATE TABLE public.events (
    id uuid NOT NULL,
    host_id uuid NOT NULL,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category text NOT NULL,
    place public.geography(Point,4326) NOT NULL,
    shown public.geography(Point,4326) NOT NULL,
    place_name text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    location_id uuid,
    address_for text DEFAULT 'everyone'::text NOT NULL,
    time_zone text NOT NULL,
    local_start timestamp without time zone NOT NULL,
    local_end timestamp without time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    seats integer,
    going integer DEFAULT 0 NOT NULL,
    visibility text NOT NULL,
    state text DEFAULT 'scheduled'::text NOT NULL,
    cancel_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    offered integer DEFAULT 0 NOT NULL,
    join_mode text DEFAULT 'open'::text NOT NULL,
    plus_max smallint DEFAULT 0 NOT NULL,
    tentative boolean DEFAULT false NOT NULL,
    guest_list text DEFAULT 'all'::text NOT NULL,
    rsvp_by timestamp with time zone,
    still_coming smallint,
    quorum smallint,
    quorum_by timestamp with time zone,
    quorum_state text,
    guests_invite smallint DEFAULT 0 NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    questions jsonb DEFAULT '[]'::jsonb NOT NULL,
    cover_id uuid,
    cover_alt text DEFAULT ''::text NOT NULL,
    kept_days smallint DEFAULT 180 NOT NULL,
    late_cancel smallint DEFAULT 120 NOT NULL,
    series_id uuid,
    occurrence timestamp without time zone,
    on_its_own boolean DEFAULT false NOT NULL,
    over boolean DEFAULT false NOT NULL,
    words text GENERATED ALWAYS AS (public.event_words(title, place_name, tags)) STORED NOT NULL,
    right_now boolean DEFAULT false NOT NULL,
    access_code text,
    deposit_amount integer,
    deposit_currency text,
    braked_from text,
    braked_at timestamp with time zone,
    crowd_welcome integer DEFAULT 0 NOT NULL,
    CONSTRAINT cover_described CHECK (((cover_id IS NULL) OR (cover_alt <> ''::text))),
    CONSTRAINT deposit_for_one_seat_each CHECK (((deposit_amount IS NULL) OR ((seats IS NOT NULL) AND (plus_max = 0) AND (kept_days >= 7)))),
    CONSTRAINT deposit_whole CHECK (((deposit_amount IS NULL) = (deposit_currency IS NULL))),
    CONSTRAINT dissolved_by_quorum CHECK (((state = 'dissolved'::text) = (NOT (quorum_state IS DISTINCT FROM 'dissolved'::text)))),
    CONSTRAINT events_access_code_check CHECK (((char_length(access_code) >= 4) AND (char_length(access_code) <= 32))),
    CONSTRAINT events_address_check CHECK ((char_length(address) <= 300)),
    CONSTRAINT events_address_for_check CHECK ((address_for = ANY (ARRAY['everyone'::text, 'guests'::text]))),
    CONSTRAINT events_braked_from_check CHECK ((braked_from = ANY (ARRAY['public'::text, 'unlisted'::text]))),
    CONSTRAINT events_cancel_reason_check CHECK ((char_length(cancel_reason) <= 500)),
    CONSTRAINT events_check CHECK ((ends_at > starts_at)),
    CONSTRAINT events_check1 CHECK ((ends_at <= (starts_at + '8 days'::interval))),
    CONSTRAINT events_cover_alt_check CHECK ((char_length(cover_alt) <= 300)),
    CONSTRAINT events_deposit_amount_check CHECK ((deposit_amount > 0)),
    CONSTRAINT events_deposit_currency_check CHECK ((deposit_currency ~ '^[a-z]{3}$'::text)),
    CONSTRAINT events_description_check CHECK ((char_length(description) <= 4000)),
    CONSTRAINT events_going_check CHECK ((going >= 0)),
    CONSTRAINT events_guest_list_check CHECK ((guest_list = ANY (ARRAY['all'::text, 'guests'::text, 'count'::text, 'hidden'::text]))),
    CONSTRAINT events_guests_invite_check CHECK (((guests_invite >= 0) AND (guests_invite <= 50))),
    CONSTRAINT events_join_mode_check CHECK ((join_mode = ANY (ARRAY['open'::text, 'approval'::text]))),
    CONSTRAINT events_kept_days_check CHECK (((kept_days >= 1) AND (kept_days <= 180))),
    CONSTRAINT events_late_cancel_check CHECK (((late_cancel >= 0) AND (late_cancel <= 2880))),
    CONSTRAINT events_offered_check CHECK ((offered >= 0)),
    CONSTRAINT events_place_name_check CHECK ((char_length(place_name) <= 200)),
    CONSTRAINT events_plus_max_check CHECK (((plus_max >= 0) AND (plus_max <= 9))),
    CONSTRAINT events_quorum_check CHECK (((quorum >= 1) AND (quorum <= 1000))),
    CONSTRAINT events_quorum_state_check CHECK ((quorum_state = ANY (ARRAY['open'::text, 'on'::text, 'dissolved'::text]))),
    CONSTRAINT events_seats_check CHECK (((seats >= 1) AND (seats <= 10000))),
    CONSTRAINT events_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'cancelled'::text, 'dissolved'::text]))),
    CONSTRAINT events_still_coming_check CHECK (((still_coming >= 15) AND (still_coming <= 2880))),
    CONSTRAINT events_tags_check CHECK ((cardinality(tags) <= 5)),
    CONSTRAINT events_title_check CHECK (((char_length(title) >= 3) AND (char_length(title) <= 120))),
    CONSTRAINT events_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'unlisted'::text, 'friends'::text, 'invite_only'::text]))),
    CONSTRAINT not_oversold CHECK (((seats IS NULL) OR ((going + offered) <= seats))),
    CONSTRAINT quorum_whole CHECK ((((quorum IS NULL) = (quorum_by IS NULL)) AND ((quorum IS NULL) = (quorum_state IS NULL))))
)
WITH (fillfactor='80');

COMMENT ON COLUMN public.events.going IS 'seats taken: guests and those whom they bring';

COMMENT ON COLUMN public.events.offered IS 'seats held for people to whom they are offered';

COMMENT ON COLUMN public.events.still_coming IS 'minutes before the start at which guests are asked again';

COMMENT ON COLUMN public.events.quorum IS 'how many must come by quorum_by, or it does not take place';

COMMENT ON COLUMN public.events.guests_invite IS 'how many people each guest may invite by a link';

COMMENT ON COLUMN public.events.kept_days IS 'so many days after its end all of it is deleted';

COMMENT ON COLUMN public.events.late_cancel IS 'minutes before the start from which cancelling is late';

COMMENT ON COLUMN public.events.occurrence IS 'when the series would have it begin, on its wall clock';

COMMENT ON COLUMN public.events.on_its_own IS 'changed by itself: changes of the series pass it by';

COMMENT ON COLUMN public.events.over IS 'noticed to have ended, for the indexes of what is on; the clock decides';

COMMENT ON COLUMN public.events.words IS 'what it is found by, folded';

COMMENT ON COLUMN public.events.right_now IS 'found only by friends of its host, and near by';

COMMENT ON COLUMN public.events.access_code IS 'what whoever is not invited must know to come';

CREATE FUNCTION public.event_card(viewer uuid, event public.events, now timestamp with time zone) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select json_build_object(
                'id', event.id, 'title', event.title, 'category', event.category,
                'host', (select person_card(users) from users where users.id = event.host_id),
                'place', json_build_object(
                    'lat', round(st_y(inside.place)::numeric, 6), 'lon', round(st_x(inside.place)::numeric, 6),
                    'name', event.place_name,
                    'address', case when inside.it then event.address else '' end,
                    'exact', inside.it
                ),
                'starts_at', event.starts_at, 'ends_at', event.ends_at, 'time_zone', event.time_zone,
                'local_start', event.local_start, 'local_end', event.local_end,
                'status', event_status(event, now), 'tentative', event.tentative, 'seats', event.seats,
                'going', case when event.guest_list <> 'hidden' or event.host_id = viewer
                              then event.going - hidden.going end,
                'full', event.seats is not null
                        and event.going + event.offered - hidden.going - hidden.offered >= event.seats,
                'join_mode', event.join_mode, 'plus_max', event.plus_max,
                'mine', case when event.host_id = viewer then 'host' else inside.answer end,
                'visibility', event.visibility, 'version', event.version, 'right_now', event.right_now,
                'cover', case when event.cover_id is not null
                              then json_build_object('id', event.cover_id, 'alt', event.cover_alt) end
            )
            from (
                select answer, it, (case when it then event.place else event.shown end)::geometry as place
                from (
                    select mine.answer, coalesce(
                        event.address_for = 'everyone' or event.host_id = viewer or mine.answer = 'going'
                        or exists (select from event_hosts h where h.event_id = event.id and h.user_id = viewer), false
                    ) as it
                    from (select 1) one left join rsvps mine on mine.event_id = event.id and mine.user_id = viewer
                ) known
            ) inside, (
                select coalesce(sum(r.party) filter (where r.answer = 'going'), 0) as going,
                       coalesce(sum(r.party) filter (where r.answer = 'offered'), 0) as offered
                from rsvps r join users there on there.id = r.user_id and there.state = 'active' join blocks b
                    on (b.blocker_id = viewer and b.blocked_id = r.user_id)
                    or (b.blocked_id = viewer and b.blocker_id = r.user_id)
                where r.event_id = event.id and r.answer in ('going', 'offered')
            ) hidden
        $$;

COMMENT ON FUNCTION public.event_card(viewer uuid, event public.events, now timestamp with time zone) IS 'The event as this viewer may know it; viewer null: as everybody may.';

CREATE FUNCTION public.event_mates(person uuid, at timestamp with time zone) RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            with mine as materialized (
                select e.id, e.host_id from events e
                where e.state = 'scheduled' and e.ends_at > at and e.starts_at < at + interval '24 hours' and (
                    e.host_id = person
                    or e.id in (select event_id from rsvps where user_id = person and answer = 'going')
                )
            )
            select host_id from mine where host_id <> person
            union
            select r.user_id from mine join rsvps r on r.event_id = mine.id
            where r.answer = 'going' and r.user_id <> person
        $$;

COMMENT ON FUNCTION public.event_mates(person uuid, at timestamp with time zone) IS 'who goes to the same events, of those that are on or begin within a day';

CREATE FUNCTION public.event_status(event public.events, now timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select case when event.state <> 'scheduled' then event.state
                        when event.quorum_state = 'open' and now >= least(event.quorum_by, event.starts_at)
                            then 'dissolved'
                        when now < event.starts_at then 'scheduled'
                        when now < event.ends_at then 'ongoing'
                        when now < event.ends_at + interval '24 hours' then 'completed' else 'archived' end
        $$;

CREATE FUNCTION public.fn_pgqueuer_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    to_emit BOOLEAN := false;  -- Flag to decide whether to emit a notification
BEGIN
    -- Check operation type and set the emit flag accordingly
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;

    -- Perform notification if the emit flag is set
    IF to_emit THEN
        PERFORM pg_notify(
            'ch_pgqueuer',
            json_build_object(
                'channel', 'ch_pgqueuer',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;

    -- Return appropriate value based on the operation
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL; -- For TRUNCATE and other non-row-specific contexts
    END IF;

END;
$$;

CREATE FUNCTION public.folded(words text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        begin
            return case when octet_length(words) = char_length(words) then lower(words)
                        else lower(normalize(words, NFKC)) end;
        end $$;

CREATE FUNCTION public.forget_media() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
            declare
                was uuid := (to_jsonb(old) ->> tg_argv[0])::uuid;
                still boolean;
            begin
                execute format('select exists (select from %I where %I = $1)', tg_table_name, tg_argv[0])
                    into still using was;
                if not still then
                    update uploads set gone_at = now() where id = was and gone_at is null;
                end if;
                return null;
            end
        $_$;

COMMENT ON FUNCTION public.forget_media() IS 'a trigger for who refers to media, in the column that it is given';

CREATE FUNCTION public.forget_ownerless() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            begin
                new.gone_at := coalesce(new.gone_at, now());
                return new;
            end
        $$;

CREATE FUNCTION public.grams(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select coalesce(array_agg(distinct gram), '{}') from (
                select substr(words, at, n) as gram
                from (values (1), (2), (3)) lengths(n), generate_series(1, length(words) - n + 1) at
            ) parts where gram !~ '\s'
        $$;

COMMENT ON FUNCTION public.grams(words text) IS 'every run of one, two and three letters, those with a blank left out';

CREATE FUNCTION public.hidden_from(viewer uuid) RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select coalesce(array_agg(id), '{}') from (
                select blocked_id as id from blocks where blocker_id = viewer
                union select blocker_id from blocks where blocked_id = viewer
            ) hidden
        $$;

COMMENT ON FUNCTION public.hidden_from(viewer uuid) IS 'Blocked in either direction. With users.state = active it says for many what visible says for one.';

CREATE FUNCTION public.hold_media() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            begin
                if tg_op = 'INSERT' then
                    update uploads set holds = holds + 1 where id = new.media_id;
                else
                    update uploads set holds = holds - 1 where id = old.media_id;
                end if;
                return null;
            end
        $$;

COMMENT ON FUNCTION public.hold_media() IS 'a trigger for who keeps media, although nobody sees them any more';

CREATE FUNCTION public.in_circle(circle uuid, person uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (
                select from members m join rooms r on r.id = m.room_id
                where m.room_id = circle and m.user_id = person and m.left_at is null and m.declined_at is null
                    and r.closed_at is null and (r.kind <> 'direct' or r.accepted_at is not null)
            )
        $$;

COMMENT ON FUNCTION public.in_circle(circle uuid, person uuid) IS 'whether somebody is among people whom a domain above keeps: those of a room';

CREATE FUNCTION public.keep_over() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        begin
            new.over := new.over and new.ends_at <= old.ends_at;
            return new;
        end
        $$;

CREATE TABLE public.locations (
    id uuid NOT NULL,
    osm_type character(1),
    osm_id bigint,
    geonames_id bigint,
    kind text NOT NULL,
    osm_key text NOT NULL,
    osm_value text NOT NULL,
    name text,
    names jsonb DEFAULT '{}'::jsonb NOT NULL,
    housenumber text,
    street text,
    postcode text,
    district text,
    city text,
    state text,
    country text,
    country_code character(2),
    place public.geography(Point,4326) NOT NULL,
    west real,
    south real,
    east real,
    north real,
    importance real NOT NULL,
    time_zone text NOT NULL,
    search text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT locations_check CHECK (((osm_type IS NULL) = (osm_id IS NULL))),
    CONSTRAINT locations_check1 CHECK (((osm_id IS NOT NULL) OR (geonames_id IS NOT NULL))),
    CONSTRAINT locations_check2 CHECK (((name IS NOT NULL) OR (housenumber IS NOT NULL))),
    CONSTRAINT locations_country_code_check CHECK ((country_code ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT locations_importance_check CHECK (((importance >= (0)::double precision) AND (importance <= (1)::double precision))),
    CONSTRAINT locations_kind_check CHECK ((kind = ANY (ARRAY['house'::text, 'street'::text, 'locality'::text, 'district'::text, 'city'::text, 'county'::text, 'state'::text, 'country'::text, 'other'::text]))),
    CONSTRAINT locations_osm_type_check CHECK ((osm_type = ANY (ARRAY['N'::bpchar, 'W'::bpchar, 'R'::bpchar])))
);

COMMENT ON COLUMN public.locations.names IS 'by language (BCP 47); the local name is in `name`';

COMMENT ON COLUMN public.locations.importance IS '0 (a doorbell) to 1 (a capital of the world)';

COMMENT ON COLUMN public.locations.search IS 'names and address, folded, each word after a blank';

CREATE FUNCTION public.location_name(location public.locations, lang text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(((location).names ->> lang), (location).name, (((location).street || ' '::text) || (location).housenumber));

CREATE FUNCTION public.location_card(location public.locations, lang text, metres integer) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN json_build_object('id', (location).id, 'osm', (((location).osm_type)::text || (location).osm_id), 'name', public.location_name(location, lang), 'address', concat_ws(', '::text, CASE WHEN ((location).name IS NOT NULL) THEN NULLIF(concat_ws(' '::text, (location).street, (location).housenumber), ''::text) ELSE NULL::text END, (location).district, NULLIF((location).city, public.location_name(location, lang)), (location).state, (location).country), 'kind', (location).kind, 'category', (((location).osm_key || ':'::text) || (location).osm_value), 'lat', public.st_y(((location).place)::public.geometry), 'lon', public.st_x(((location).place)::public.geometry), 'country_code', (location).country_code, 'time_zone', (location).time_zone, 'metres', metres, 'source', CASE WHEN ((location).geonames_id IS NULL) THEN 'openstreetmap'::text ELSE 'geonames'::text END);

CREATE FUNCTION public.longest_grams(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select coalesce(array_agg(distinct substr(word, at, n)), '{}')
            from (
                select word, least(length(word), 3) as n from regexp_split_to_table(words, '\s+') word
            ) each, generate_series(1, length(word) - n + 1) at
            where n > 0
        $$;

COMMENT ON FUNCTION public.longest_grams(words text) IS 'of each word the runs of three letters, or the word: few, and rare';

CREATE FUNCTION public.may_see_event(viewer uuid, event public.events) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select event.host_id = viewer or (
                event.state <> 'draft' and visible(viewer, event.host_id) and (
                    event.visibility in ('public', 'unlisted')
                    or (event.visibility = 'friends' and exists (
                        select from friendships f where f.user_id = event.host_id and f.friend_id = viewer
                    ))
                    or exists (
                        select from event_invitations i
                        where i.event_id = event.id and i.user_id = viewer and i.declined_at is null
                    )
                    or exists (
                        select from rsvps r where r.event_id = event.id and r.user_id = viewer and r.answer <> 'removed'
                    )
                )
            )
        $$;

COMMENT ON FUNCTION public.may_see_event(viewer uuid, event public.events) IS 'Whether the event exists for this viewer, who has its address.';

CREATE TABLE public.moments (
    id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    "precision" text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    place_name text NOT NULL,
    audience text NOT NULL,
    list_id uuid,
    event_id uuid,
    album boolean DEFAULT false NOT NULL,
    keep boolean DEFAULT false NOT NULL,
    sensitive boolean DEFAULT false NOT NULL,
    flagged_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    publish_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT moments_audience_check CHECK ((audience = ANY (ARRAY['friends'::text, 'list'::text, 'event'::text, 'mine'::text]))),
    CONSTRAINT moments_body_check CHECK ((char_length(body) <= 280)),
    CONSTRAINT moments_check CHECK (((publish_at >= created_at) AND (expires_at >= publish_at))),
    CONSTRAINT moments_check1 CHECK (((audience <> 'mine'::text) OR (keep AND (list_id IS NULL) AND (event_id IS NULL)))),
    CONSTRAINT moments_check2 CHECK (((NOT album) OR (audience = 'event'::text))),
    CONSTRAINT moments_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
    CONSTRAINT moments_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
    CONSTRAINT moments_place_name_check CHECK ((char_length(place_name) <= 120)),
    CONSTRAINT moments_precision_check CHECK (("precision" = ANY (ARRAY['venue'::text, 'area'::text, 'city'::text])))
);

COMMENT ON COLUMN public.moments.lat IS 'already as coarse as its precision says: nothing finer was ever stored';

COMMENT ON COLUMN public.moments.album IS 'those who came to the event see it as long as the event is kept';

COMMENT ON COLUMN public.moments.keep IS 'its author has it after it has expired; nobody else does';

COMMENT ON COLUMN public.moments.flagged_at IS 'reported as something that not everybody wants to see, undecided yet';

CREATE FUNCTION public.may_see_moment(viewer uuid, moment public.moments, at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select case when moment.author_id = viewer then
                at < moment.expires_at or moment.keep or (moment.album and moment.event_id is not null)
            else
                moment.publish_at <= at and moment.audience <> 'mine' and visible(viewer, moment.author_id) and (
                    (at < moment.expires_at and case moment.audience
                        when 'friends' then exists (
                            select from friendships f where f.user_id = moment.author_id and f.friend_id = viewer
                        )
                        when 'list' then exists (
                            select from friend_list_people p where p.list_id = moment.list_id and p.friend_id = viewer
                        )
                        when 'event' then
                            comes_to(viewer, moment.event_id) and comes_to(moment.author_id, moment.event_id)
                        else false
                    end)
                    or (
                        moment.album and came_to(viewer, moment.event_id)
                        and came_to(moment.author_id, moment.event_id)
                    )
                ) and not exists (
                    select from moment_photos p join uploads u on u.id = p.media_id
                    where p.moment_id = moment.id and u.state <> 'ready'
                )
            end
        $$;

COMMENT ON FUNCTION public.may_see_moment(viewer uuid, moment public.moments, at timestamp with time zone) IS 'the only judge of who sees a moment, and its photos, at an instant';

CREATE FUNCTION public.micro_lat(shown public.geography) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select round((st_y(shown::geometry) + 90) * 1e6)::bigint $$;

CREATE FUNCTION public.micro_lon(shown public.geography) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select round((st_x(shown::geometry) + 180) * 1e6)::bigint $$;

CREATE FUNCTION public.minute_after(at timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ceil(extract(epoch from at) / 60)::int $$;

CREATE FUNCTION public.minute_of(at timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select floor(extract(epoch from at) / 60)::int $$;

CREATE FUNCTION public.muted(viewer uuid, person uuid, at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (
                select from mutes where muter_id = viewer and muted_id = person and (until is null or until > at)
            )
        $$;

COMMENT ON FUNCTION public.muted(viewer uuid, person uuid, at timestamp with time zone) IS 'whether the viewer wants to be left in peace by the person at that instant';

CREATE FUNCTION public.note_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        begin
            insert into event_changes (n, category, zone, starts, ends, lon, lat)
            select side.n, (side.event).category, (side.event).time_zone, minute_of((side.event).starts_at),
                   minute_after((side.event).ends_at), micro_lon((side.event).shown), micro_lat((side.event).shown)
            from (values (-1, old), (1, new)) side (n, event)
            where (side.event).state = 'scheduled' and (side.event).visibility = 'public'
                and not (side.event).right_now;
            return null;
        end
        $$;

CREATE TABLE public.users (
    id uuid NOT NULL,
    username text NOT NULL,
    username_folded text NOT NULL,
    display_name text NOT NULL,
    bio text DEFAULT ''::text NOT NULL,
    email text,
    email_folded text,
    locale text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    adult_confirmed_at timestamp with time zone NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    state_changed_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    pronouns text DEFAULT ''::text NOT NULL,
    home text DEFAULT ''::text NOT NULL,
    avatar_id uuid,
    bio_for public.audience DEFAULT 'everyone'::text NOT NULL,
    pronouns_for public.audience DEFAULT 'everyone'::text NOT NULL,
    home_for public.audience DEFAULT 'friends'::text NOT NULL,
    avatar_for public.audience DEFAULT 'everyone'::text NOT NULL,
    findable boolean DEFAULT true NOT NULL,
    suggested boolean DEFAULT true NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    invites_from text DEFAULT 'friends_of_friends'::text NOT NULL,
    findable_by_email boolean DEFAULT false NOT NULL,
    interests text[] DEFAULT '{}'::text[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    age_band text,
    woman boolean DEFAULT false NOT NULL,
    interests_for public.audience DEFAULT 'everyone'::text NOT NULL,
    languages_for public.audience DEFAULT 'everyone'::text NOT NULL,
    age_for public.audience DEFAULT 'nobody'::text NOT NULL,
    kind_words_for public.audience DEFAULT 'friends'::text NOT NULL,
    verified_for public.audience DEFAULT 'everyone'::text NOT NULL,
    CONSTRAINT users_age_band_check CHECK ((age_band = ANY (ARRAY['18-24'::text, '25-34'::text, '35-44'::text, '45-54'::text, '55-64'::text, '65+'::text]))),
    CONSTRAINT users_bio_check CHECK ((char_length(bio) <= 500)),
    CONSTRAINT users_display_name_check CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 50))),
    CONSTRAINT users_home_check CHECK ((char_length(home) <= 80)),
    CONSTRAINT users_interests_check CHECK ((cardinality(interests) <= 12)),
    CONSTRAINT users_invites_from_check CHECK ((invites_from = ANY (ARRAY['everyone'::text, 'friends_of_friends'::text, 'friends'::text]))),
    CONSTRAINT users_languages_check CHECK ((cardinality(languages) <= 8)),
    CONSTRAINT users_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'ja'::text]))),
    CONSTRAINT users_pronouns_check CHECK ((char_length(pronouns) <= 40)),
    CONSTRAINT users_state_check CHECK ((state = ANY (ARRAY['active'::text, 'deactivated'::text, 'suspended'::text, 'banned'::text, 'erased'::text])))
);

COMMENT ON COLUMN public.users.adult_confirmed_at IS 'when a birth date of 18 years or more was given; it is not kept';

COMMENT ON COLUMN public.users.avatar_id IS 'a photo of theirs';

COMMENT ON COLUMN public.users.findable IS 'whether their exact username leads others to them';

COMMENT ON COLUMN public.users.suggested IS 'whether they are suggested to people whom they may know';

COMMENT ON COLUMN public.users.invites_from IS 'whose invitations are told; those of others wait as requests';

COMMENT ON COLUMN public.users.findable_by_email IS 'whether whoever has their address may find them, and they others by theirs';

COMMENT ON COLUMN public.users.age_band IS 'as they say; compared as text, the bands are in their order';

COMMENT ON COLUMN public.users.woman IS 'as they say; in no answer but their own, and asked for by "women only" alone';

CREATE FUNCTION public.person_card(person public.users) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select json_build_object(
                'id', person.id, 'username', person.username, 'display_name', person.display_name
            )
        $$;

CREATE FUNCTION public.presence_audience(person uuid, at timestamp with time zone) RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select found.id from (
                select friend_id as id from friendships
                where user_id = person and coalesce(
                    (select audience from presence_settings where user_id = person), 'friends') <> 'nobody'
                union
                select mate from event_mates(person, at) mate
                where (select audience from presence_settings where user_id = person) = 'event_mates'
            ) found
            where visible(found.id, person) and visible(person, found.id)
                and not coalesce((select invisible from presence_settings where user_id = person), false)
        $$;

COMMENT ON FUNCTION public.presence_audience(person uuid, at timestamp with time zone) IS 'the only judge of who learns whether somebody is there';

CREATE TABLE public.radar (
    user_id uuid NOT NULL,
    cell text NOT NULL,
    centre public.geography(Point,4326) NOT NULL,
    side integer NOT NULL,
    reach smallint NOT NULL,
    interests text[] NOT NULL,
    languages text[] NOT NULL,
    age_from text,
    age_to text,
    women_only boolean NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    moves timestamp with time zone[] NOT NULL,
    choices timestamp with time zone[] NOT NULL,
    CONSTRAINT radar_age_from_check CHECK ((age_from = ANY (ARRAY['18-24'::text, '25-34'::text, '35-44'::text, '45-54'::text, '55-64'::text, '65+'::text]))),
    CONSTRAINT radar_age_to_check CHECK ((age_to = ANY (ARRAY['18-24'::text, '25-34'::text, '35-44'::text, '45-54'::text, '55-64'::text, '65+'::text]))),
    CONSTRAINT radar_cell_check CHECK ((cell ~ '^[124][.][0-9]+[.][0-9]+$'::text)),
    CONSTRAINT radar_check CHECK ((((age_from IS NULL) = (age_to IS NULL)) AND COALESCE((age_from < age_to), true))),
    CONSTRAINT radar_reach_check CHECK (((reach >= 0) AND (reach <= 2))),
    CONSTRAINT radar_side_check CHECK (((side >= 2000) AND (side <= 13000)))
);

COMMENT ON TABLE public.radar IS 'who is shown to people near by, in which square, until when; kept a day for what may be done in a day';

COMMENT ON COLUMN public.radar.centre IS 'of the square, not of anybody';

COMMENT ON COLUMN public.radar.side IS 'metres';

COMMENT ON COLUMN public.radar.reach IS '0: their own square, 1: those next to it, too, 2: all within 20 km';

COMMENT ON COLUMN public.radar.moves IS 'when another square was chosen, of the last day';

COMMENT ON COLUMN public.radar.choices IS 'when another reach or other filters were chosen, of the last day';

CREATE FUNCTION public.radar_fits(wish public.radar, person public.users, friend boolean) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select (wish.interests = '{}'
                    or (person.interests && wish.interests and shown_to(person.interests_for, false, friend)))
                and (wish.languages = '{}'
                    or (person.languages && wish.languages and shown_to(person.languages_for, false, friend)))
                and (wish.age_from is null or coalesce(person.age_band between wish.age_from and wish.age_to, false))
                and (not wish.women_only or person.woman)
        $$;

COMMENT ON FUNCTION public.radar_fits(wish public.radar, person public.users, friend boolean) IS 'whether the person is among those whom this wish names; asked in both directions';

CREATE TABLE public.position_shares (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    audience text NOT NULL,
    person_id uuid,
    list_id uuid,
    room_id uuid,
    "precision" text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    arriving bytea,
    sealed bytea,
    taken_at timestamp with time zone,
    doubtful boolean DEFAULT false NOT NULL,
    CONSTRAINT position_shares_audience_check CHECK ((audience = ANY (ARRAY['person'::text, 'list'::text, 'friends'::text, 'room'::text]))),
    CONSTRAINT position_shares_check CHECK (((audience = 'person'::text) = (person_id IS NOT NULL))),
    CONSTRAINT position_shares_check1 CHECK (((audience = 'list'::text) = (list_id IS NOT NULL))),
    CONSTRAINT position_shares_check2 CHECK (((audience = 'room'::text) = (room_id IS NOT NULL))),
    CONSTRAINT position_shares_check3 CHECK ((person_id <> user_id)),
    CONSTRAINT position_shares_check4 CHECK (((until IS NOT NULL) OR (("precision" = 'hidden'::text) AND (audience = 'person'::text)))),
    CONSTRAINT position_shares_check5 CHECK ((until <= (begun_at + '3 days'::interval))),
    CONSTRAINT position_shares_check6 CHECK (((sealed IS NULL) = (taken_at IS NULL))),
    CONSTRAINT position_shares_check7 CHECK ((("precision" <> 'hidden'::text) OR (sealed IS NULL))),
    CONSTRAINT position_shares_precision_check CHECK (("precision" = ANY (ARRAY['exact'::text, 'street'::text, 'area'::text, 'city'::text, 'hidden'::text])))
);

COMMENT ON TABLE public.position_shares IS 'who may see where somebody is, how exactly, until when: one per audience';

COMMENT ON COLUMN public.position_shares.room_id IS 'people whom chat keeps; see in_circle';

COMMENT ON COLUMN public.position_shares.arriving IS 'where the share ends by itself, encrypted';

COMMENT ON COLUMN public.position_shares.sealed IS 'the last point, encrypted, already made as coarse as the share';

CREATE FUNCTION public.rests(share public.position_shares, at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select exists (
                select from ghosts g
                where g.user_id = share.user_id and (g.until is null or g.until > at)
                    and (g.everybody or share.audience in ('friends', 'list'))
            )
        $$;

COMMENT ON FUNCTION public.rests(share public.position_shares, at timestamp with time zone) IS 'whether a share gets no new points, since its owner is a ghost';

CREATE FUNCTION public.search_form(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select regexp_replace(normalize(lower(normalize(words, nfkc)), nfkd), '[\u0300-\u036f]', '', 'g')
        $$;

CREATE FUNCTION public.share_reaches(share public.position_shares, viewer uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select case
                when share.room_id is not null
                    then in_circle(share.room_id, share.user_id) and in_circle(share.room_id, viewer)
                else exists (select from friendships f where f.user_id = share.user_id and f.friend_id = viewer)
                    and (share.person_id is null or share.person_id = viewer)
                    and (share.list_id is null or exists (
                        select from friend_list_people p where p.list_id = share.list_id and p.friend_id = viewer
                    ))
            end
        $$;

COMMENT ON FUNCTION public.share_reaches(share public.position_shares, viewer uuid) IS 'the only judge of whom a share is for; visible is asked besides';

CREATE FUNCTION public.short_grams(words text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        declare
            parts text[];
        begin
            if octet_length(words) = char_length(words) then
                parts := regexp_split_to_array(lower(words), '[^a-z0-9]+');
                return array_remove((parts::varchar(1)[] || parts::varchar(2)[])::text[], '');
            end if;
            return array(
                select distinct gram from (
                    select left(word, n) as gram
                    from regexp_split_to_table(public.folded(words), '[\u0001-/:-@\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]+') word, (values (1), (2)) lengths(n)
                    union all
                    select gram
                    from regexp_matches(public.folded(words), '[⺀-鿿가-힯豈-﫿]+', 'g') run,
                         generate_series(1, length(run[1])) at,
                         lateral (values (substr(run[1], at, 1)), (substr(run[1], at, 2))) grams(gram)
                ) found where gram <> ''
            );
        end $$;

COMMENT ON FUNCTION public.short_grams(words text) IS 'the first letter and the first two of each word; of what is written without spaces, every one and two';

CREATE FUNCTION public.shown_to(audience text, own boolean, friend boolean) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
            select own or audience = 'everyone' or (audience = 'friends' and friend)
        $$;

CREATE FUNCTION public.shows_guests(viewer uuid, event public.events) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select event.host_id = viewer or event.guest_list = 'all' or (event.guest_list = 'guests' and exists (
                select from rsvps r
                where r.event_id = event.id and r.user_id = viewer and r.answer in ('going', 'maybe')
            ))
        $$;

COMMENT ON FUNCTION public.shows_guests(viewer uuid, event public.events) IS 'Whether the viewer, who may see the event, is told who comes.';

CREATE FUNCTION public.staff_log_is_for_ever() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            begin
                raise exception 'the log of staff is only ever added to';
            end
        $$;

CREATE FUNCTION public.visible(viewer uuid, person uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select viewer = person or (
                exists (select from users where users.id = person and users.state = 'active')
                and not exists (select from blocks where blocker_id = viewer and blocked_id = person)
                and not exists (select from blocks where blocker_id = person and blocked_id = viewer)
            )
        $$;

COMMENT ON FUNCTION public.visible(viewer uuid, person uuid) IS 'Whether the viewer may know that the person exists. A block hides both from each other.';

CREATE FUNCTION public.was_there(person uuid, event public.events) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
            select event.state = 'scheduled' and (event.host_id = person or exists (
                select from rsvps r left join check_ins c on c.event_id = r.event_id and c.user_id = r.user_id
                where r.event_id = event.id and r.user_id = person and r.answer = 'going'
                    and case when c.user_id is null then r.attended = 'came'
                             when c.near then coalesce(r.attended, 'came') = 'came' else true end
            ))
        $$;

COMMENT ON FUNCTION public.was_there(person uuid, event public.events) IS 'Whether it is noted that they came: by a scan, by a host, or by themselves if no host says otherwise.';

CREATE TABLE public.address_changes (
    user_id uuid NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.address_changes IS 'the address that somebody wants to have, until both ends have confirmed';

CREATE TABLE public.address_undos (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,
    hash bytea,
    changed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN public.address_undos.email IS 'the address before the change, to which the link went';

CREATE TABLE public.api_keys (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    hash bytea NOT NULL,
    hint text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_keys_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50))),
    CONSTRAINT api_keys_scopes_check CHECK ((cardinality(scopes) > 0))
);

CREATE TABLE public.arrivals (
    issuer text NOT NULL,
    subject text NOT NULL,
    provider text NOT NULL,
    email text,
    email_verified boolean NOT NULL,
    name text,
    proof bytea NOT NULL,
    proved_at timestamp with time zone NOT NULL,
    grant_sealed text
);

COMMENT ON TABLE public.arrivals IS 'who was sent by a provider and belongs to nobody yet; kept for a day';

CREATE TABLE public.attachments (
    room_id uuid NOT NULL,
    message_id uuid NOT NULL,
    n smallint NOT NULL,
    media_id uuid NOT NULL,
    alt text DEFAULT ''::text NOT NULL,
    CONSTRAINT attachments_alt_check CHECK ((char_length(alt) <= 300))
);

CREATE TABLE public.blocks (
    blocker_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT blocks_check CHECK ((blocker_id <> blocked_id))
);

CREATE TABLE public.calendar_feeds (
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.calendar_mails (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    told text NOT NULL,
    ended boolean NOT NULL,
    mailed_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN public.calendar_mails.told IS 'a hash of when and where';

CREATE TABLE public.categories (
    slug text NOT NULL,
    "position" smallint NOT NULL
);

CREATE TABLE public.chat_settings (
    user_id uuid NOT NULL,
    read_receipts boolean DEFAULT true NOT NULL,
    typing boolean DEFAULT true NOT NULL
);

CREATE TABLE public.check_ins (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    scanned_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    by_host boolean NOT NULL,
    late boolean NOT NULL,
    near boolean DEFAULT false NOT NULL
);

COMMENT ON COLUMN public.check_ins.late IS 'reached us over an hour after it was scanned: the host sees that';

COMMENT ON COLUMN public.check_ins.near IS 'they said where they are; a host may know better';

CREATE TABLE public.codes (
    id uuid NOT NULL,
    email text NOT NULL,
    email_folded text NOT NULL,
    hash bytea,
    tries smallint DEFAULT 0 NOT NULL,
    proof bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    device_key bytea,
    purpose text DEFAULT 'enter'::text NOT NULL,
    CONSTRAINT codes_purpose_check CHECK ((purpose = ANY (ARRAY['enter'::text, 'password'::text, 'address_before'::text, 'address_after'::text])))
);

COMMENT ON COLUMN public.codes.proof IS 'hash of what proves that a new person has read the mail, until they sign up';

COMMENT ON COLUMN public.codes.device_key IS 'who asked for it: nobody else can use up its tries';

CREATE TABLE public.devices (
    session_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    CONSTRAINT devices_token_check CHECK ((char_length(token) <= 200))
);

COMMENT ON TABLE public.devices IS 'where pushes go: one app installation, one account, as long as it is signed in';

CREATE TABLE public.dismissed_suggestions (
    user_id uuid NOT NULL,
    dismissed_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.event_announcements (
    event_id uuid NOT NULL,
    id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT event_announcements_body_check CHECK (((char_length(body) >= 1) AND (char_length(body) <= 1000)))
);

CREATE TABLE public.event_changes (
    id bigint NOT NULL,
    n smallint NOT NULL,
    category text NOT NULL,
    zone text NOT NULL,
    starts integer NOT NULL,
    ends integer NOT NULL,
    lon bigint NOT NULL,
    lat bigint NOT NULL
);

COMMENT ON TABLE public.event_changes IS 'listed events that came (1) and went (-1), not in event_counts yet';

COMMENT ON COLUMN public.event_changes.starts IS 'minutes since 1970, rounded down; ends is rounded up';

COMMENT ON COLUMN public.event_changes.lon IS 'millionths of a degree from 180° west; lat: from the south pole';

ALTER TABLE public.event_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.event_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.event_counts (
    level smallint NOT NULL,
    category text NOT NULL,
    ending boolean NOT NULL,
    span smallint NOT NULL,
    x integer NOT NULL,
    slot integer NOT NULL,
    y integer NOT NULL,
    zone text NOT NULL,
    n bigint NOT NULL,
    lon bigint NOT NULL,
    lat bigint NOT NULL
);

COMMENT ON TABLE public.event_counts IS 'how many listed events begin (or end) in each slot in each square of 45/2^level degrees, and the sums of their coordinates, by category and in all (category '''')';

COMMENT ON COLUMN public.event_counts.span IS 'minutes in a slot: 1, 60, or 0 for all that have not been dropped';

CREATE TABLE public.event_counts_from (
    one boolean DEFAULT true NOT NULL,
    minute integer NOT NULL,
    CONSTRAINT event_counts_from_one_check CHECK (one)
);

COMMENT ON TABLE public.event_counts_from IS 'before which minute nothing is counted; whoever counts locks it';

CREATE TABLE public.event_feedback (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    met boolean NOT NULL,
    felt_safe boolean NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT event_feedback_words_check CHECK ((char_length(words) <= 1000))
);

COMMENT ON COLUMN public.event_feedback.read_at IS 'when staff closed it';

CREATE TABLE public.event_follows (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    host_id uuid,
    lat double precision,
    lon double precision,
    metres integer,
    tag text,
    words text,
    category text,
    since timestamp with time zone NOT NULL,
    looked_on date,
    CONSTRAINT event_follows_check CHECK ((host_id <> user_id)),
    CONSTRAINT event_follows_check1 CHECK ((num_nonnulls(lat, lon, metres) = ANY (ARRAY[0, 3]))),
    CONSTRAINT event_follows_check2 CHECK ((num_nonnulls(host_id, metres, tag, words) > 0)),
    CONSTRAINT event_follows_metres_check CHECK (((metres >= 100) AND (metres <= 50000))),
    CONSTRAINT event_follows_name_check CHECK ((char_length(name) <= 80)),
    CONSTRAINT event_follows_tag_check CHECK (((char_length(tag) >= 1) AND (char_length(tag) <= 30))),
    CONSTRAINT event_follows_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 80)))
);

COMMENT ON TABLE public.event_follows IS 'what people want to hear of in the morning; known to nobody else';

CREATE TABLE public.event_hosts (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    rights text[] NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT event_hosts_rights_check CHECK ((rights <@ ARRAY['edit'::text, 'guests'::text, 'check_in'::text]))
);

CREATE TABLE public.event_invitations (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    inviter_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    link_id uuid,
    request boolean DEFAULT false NOT NULL,
    stranger boolean DEFAULT false NOT NULL,
    declined_at timestamp with time zone,
    whole_series boolean DEFAULT false NOT NULL
);

COMMENT ON COLUMN public.event_invitations.request IS 'from a stranger: shown apart, and not told';

COMMENT ON COLUMN public.event_invitations.whole_series IS 'also to what the series has after it';

CREATE TABLE public.event_links (
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    creator_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    max_uses integer,
    uses integer DEFAULT 0 NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    role text DEFAULT 'guest'::text NOT NULL,
    rights text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT event_links_check CHECK (((max_uses IS NULL) OR (uses <= max_uses))),
    CONSTRAINT event_links_max_uses_check CHECK (((max_uses >= 1) AND (max_uses <= 10000))),
    CONSTRAINT event_links_rights_check CHECK ((rights <@ ARRAY['edit'::text, 'guests'::text, 'check_in'::text])),
    CONSTRAINT event_links_role_check CHECK ((role = ANY (ARRAY['guest'::text, 'co_host'::text])))
);

CREATE TABLE public.event_polls (
    event_id uuid NOT NULL,
    id uuid NOT NULL,
    author_id uuid NOT NULL,
    about text NOT NULL,
    question text NOT NULL,
    options jsonb NOT NULL,
    closes_at timestamp with time zone,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT event_polls_about_check CHECK ((about = ANY (ARRAY['time'::text, 'place'::text]))),
    CONSTRAINT event_polls_question_check CHECK (((char_length(question) >= 1) AND (char_length(question) <= 200)))
);

CREATE TABLE public.event_series (
    id uuid NOT NULL,
    host_id uuid NOT NULL,
    frequency text NOT NULL,
    every smallint NOT NULL,
    weekdays smallint[] DEFAULT '{}'::smallint[] NOT NULL,
    anchor timestamp without time zone NOT NULL,
    shift interval DEFAULT '00:00:00'::interval NOT NULL,
    until date NOT NULL,
    time_zone text NOT NULL,
    made_until timestamp without time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT event_series_every_check CHECK (((every >= 1) AND (every <= 4))),
    CONSTRAINT event_series_frequency_check CHECK ((frequency = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text])))
);

COMMENT ON COLUMN public.event_series.anchor IS 'the first occurrence, on the wall clock of its place';

COMMENT ON COLUMN public.event_series.shift IS 'by how much occurrences that are still to be made begin later';

CREATE TABLE public.event_spots (
    event_id uuid NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    flag public.geography(Point,4326),
    photo_id uuid,
    photo_alt text DEFAULT ''::text NOT NULL,
    CONSTRAINT event_spots_note_check CHECK ((char_length(note) <= 200)),
    CONSTRAINT event_spots_photo_alt_check CHECK ((char_length(photo_alt) <= 300))
);

CREATE TABLE public.event_wears (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    wears text NOT NULL,
    CONSTRAINT event_wears_wears_check CHECK (((char_length(wears) >= 1) AND (char_length(wears) <= 80)))
);

CREATE TABLE public.exports (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    state text DEFAULT 'preparing'::text NOT NULL,
    json bytea,
    html bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT exports_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'ready'::text])))
);

CREATE TABLE public.friend_links (
    user_id uuid NOT NULL,
    token text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.friend_list_people (
    list_id uuid NOT NULL,
    user_id uuid NOT NULL,
    friend_id uuid NOT NULL
);

CREATE TABLE public.friend_lists (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT friend_lists_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50)))
);

CREATE TABLE public.friend_requests (
    asker_id uuid NOT NULL,
    asked_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    declined_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT friend_requests_check CHECK ((asker_id <> asked_id))
);

COMMENT ON COLUMN public.friend_requests.declined_at IS 'the asker never learns of it: for them the request stays open, and asking again is not told for a while';

CREATE TABLE public.friendships (
    user_id uuid NOT NULL,
    friend_id uuid NOT NULL,
    close boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT friendships_check CHECK ((user_id <> friend_id))
);

COMMENT ON COLUMN public.friendships.close IS 'whether user_id counts friend_id among their close friends';

CREATE TABLE public.ghosts (
    user_id uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    everybody boolean NOT NULL,
    CONSTRAINT ghosts_check CHECK ((until > begun_at))
);

COMMENT ON TABLE public.ghosts IS 'whose shares rest: with friends and lists, or with everybody';

CREATE TABLE public.guest_exports (
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    guests integer NOT NULL
);

CREATE TABLE public.idempotency_keys (
    principal text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    done boolean DEFAULT false NOT NULL,
    status smallint,
    headers jsonb,
    body bytea
);

CREATE TABLE public.identities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    grant_sealed text
);

COMMENT ON COLUMN public.identities.email IS 'as the provider verified it, to tell identities apart; it opens nothing';

COMMENT ON COLUMN public.identities.grant_sealed IS 'a refresh token, as a JWE; revoked when the identity goes';

CREATE TABLE public.key_packages (
    device_id uuid NOT NULL,
    id bigint NOT NULL,
    package text NOT NULL,
    last_resort boolean NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT key_packages_package_check CHECK ((char_length(package) <= 4096))
);

ALTER TABLE public.key_packages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.key_packages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kind_words (
    id uuid NOT NULL,
    writer_id uuid NOT NULL,
    about_id uuid NOT NULL,
    event_id uuid,
    kinds text[] NOT NULL,
    words text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    shown_at timestamp with time zone,
    taken_back_at timestamp with time zone,
    CONSTRAINT kind_words_check CHECK ((writer_id <> about_id)),
    CONSTRAINT kind_words_check1 CHECK (((state <> 'shown'::text) OR (shown_at IS NOT NULL))),
    CONSTRAINT kind_words_check2 CHECK (((taken_back_at IS NULL) OR ((state = 'declined'::text) AND (words = ''::text) AND (kinds = '{}'::text[])))),
    CONSTRAINT kind_words_kinds_check CHECK ((kinds <@ ARRAY['good_company'::text, 'welcoming'::text, 'thoughtful'::text, 'kept_word'::text])),
    CONSTRAINT kind_words_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'hidden'::text, 'declined'::text]))),
    CONSTRAINT kind_words_words_check CHECK ((char_length(words) <= 200))
);

COMMENT ON COLUMN public.kind_words.state IS 'what the person decided whom it is about; the writer is not told';

COMMENT ON COLUMN public.kind_words.taken_back_at IS 'declined and taken back: without words, so that a no stays one';

CREATE TABLE public.location_names (
    location_id uuid NOT NULL,
    folded text NOT NULL COLLATE pg_catalog."C",
    importance real NOT NULL
);

COMMENT ON TABLE public.location_names IS 'each name of a place, and what is left of it from each of its words on';

CREATE TABLE public.mail_guests (
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    email text NOT NULL,
    mailbox text NOT NULL,
    name text NOT NULL,
    party smallint NOT NULL,
    locale text NOT NULL,
    answer text DEFAULT 'asked'::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT mail_guests_answer_check CHECK ((answer = ANY (ARRAY['asked'::text, 'going'::text, 'no'::text]))),
    CONSTRAINT mail_guests_email_check CHECK ((char_length(email) <= 254)),
    CONSTRAINT mail_guests_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'ja'::text]))),
    CONSTRAINT mail_guests_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50))),
    CONSTRAINT mail_guests_party_check CHECK (((party >= 1) AND (party <= 10)))
);

CREATE TABLE public.members (
    room_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text DEFAULT 'member'::text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    joined_seq bigint NOT NULL,
    left_at timestamp with time zone,
    read_seq bigint DEFAULT 0 NOT NULL,
    muted_until timestamp with time zone,
    left_seq bigint,
    spoke_at timestamp with time zone,
    declined_at timestamp with time zone,
    draft text DEFAULT ''::text NOT NULL,
    mute_mentions boolean DEFAULT false NOT NULL,
    CONSTRAINT members_draft_check CHECK ((char_length(draft) <= 4000)),
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])))
);

COMMENT ON COLUMN public.members.joined_seq IS 'what was said up to here is not theirs to read; 0 in event rooms';

COMMENT ON COLUMN public.members.left_seq IS 'what was said after it is not theirs to read';

COMMENT ON COLUMN public.members.declined_at IS 'when a request was declined; whoever asked does not learn of it';

CREATE TABLE public.message_versions (
    room_id uuid NOT NULL,
    message_id uuid NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    body text NOT NULL
);

COMMENT ON TABLE public.message_versions IS 'what a message said before it was edited: for moderation, nobody else';

CREATE TABLE public.messages (
    room_id uuid NOT NULL,
    seq bigint NOT NULL,
    id uuid NOT NULL,
    author_id uuid,
    body text NOT NULL,
    reply_to uuid,
    sent_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    system jsonb,
    mentions uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    here boolean DEFAULT false NOT NULL,
    share jsonb,
    preview jsonb,
    deleted_by text,
    pinned_at timestamp with time zone,
    expires_at timestamp with time zone,
    attached boolean DEFAULT false NOT NULL,
    sealed jsonb,
    CONSTRAINT messages_body_check CHECK ((char_length(body) <= 4000)),
    CONSTRAINT messages_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['author'::text, 'moderator'::text]))),
    CONSTRAINT messages_sealed CHECK (((sealed IS NULL) OR ((body = ''::text) AND (char_length((sealed)::text) <= 33000))))
);

COMMENT ON COLUMN public.messages.system IS 'what happened in the room, told in the reader''s language';

COMMENT ON COLUMN public.messages.attached IS 'whether to look for attachments';

COMMENT ON COLUMN public.messages.sealed IS 'what is said in a secret room, for the devices that have its keys';

CREATE TABLE public.moment_likes (
    moment_id uuid NOT NULL,
    user_id uuid NOT NULL,
    liked_at timestamp with time zone NOT NULL
);

CREATE TABLE public.moment_photos (
    moment_id uuid NOT NULL,
    n smallint NOT NULL,
    author_id uuid NOT NULL,
    media_id uuid NOT NULL,
    alt text DEFAULT ''::text NOT NULL,
    CONSTRAINT moment_photos_alt_check CHECK ((char_length(alt) <= 300)),
    CONSTRAINT moment_photos_n_check CHECK (((n >= 0) AND (n <= 3)))
);

CREATE TABLE public.mutes (
    muter_id uuid NOT NULL,
    muted_id uuid NOT NULL,
    until timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT mutes_check CHECK ((muter_id <> muted_id))
);

CREATE TABLE public.notice_deliveries (
    notice_id uuid NOT NULL,
    channel text NOT NULL,
    target text NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    ticket text,
    CONSTRAINT notice_deliveries_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'digest'::text, 'push'::text])))
);

COMMENT ON TABLE public.notice_deliveries IS 'written before sending: who retries sends it with the same id';

CREATE TABLE public.notice_preferences (
    user_id uuid NOT NULL,
    topic text NOT NULL,
    push boolean NOT NULL,
    mail text NOT NULL,
    CONSTRAINT notice_preferences_mail_check CHECK ((mail = ANY (ARRAY['now'::text, 'digest'::text, 'off'::text])))
);

CREATE TABLE public.notice_settings (
    user_id uuid NOT NULL,
    quiet_from time without time zone,
    quiet_until time without time zone,
    previews boolean DEFAULT false NOT NULL,
    CONSTRAINT notice_settings_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)))
);

COMMENT ON COLUMN public.notice_settings.previews IS 'whether a push may say what it is about';

CREATE TABLE public.notices (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    fact text NOT NULL,
    topic text NOT NULL,
    people uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    thing text,
    thing_id uuid,
    body jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    read_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT notices_check CHECK (((thing IS NULL) = (thing_id IS NULL)))
);

COMMENT ON COLUMN public.notices.people IS 'whom it is about: it is there only while the receiver may see all of them';

COMMENT ON COLUMN public.notices.thing IS 'what else it is about (event, room …): there only while that may be seen';

CREATE TABLE public.passkeys (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    backed_up boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    CONSTRAINT passkeys_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 50)))
);

COMMENT ON COLUMN public.passkeys.sign_count IS 'must grow, unless the authenticator does not count (always 0)';

CREATE TABLE public.passwords (
    user_id uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    reset_at timestamp with time zone
);

COMMENT ON COLUMN public.passwords.reset_at IS 'when a code from a mail set it: for a while it proves no more';

CREATE TABLE public.payments (
    id uuid NOT NULL,
    event_id uuid,
    user_id uuid,
    host_id uuid,
    account text NOT NULL,
    amount integer NOT NULL,
    currency text NOT NULL,
    state text NOT NULL,
    reason text,
    held boolean NOT NULL,
    hold_until timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    ended_at timestamp with time zone,
    checkout text,
    checkout_url text,
    intent text,
    receipt_url text,
    refund text,
    tries smallint DEFAULT 0 NOT NULL,
    CONSTRAINT ended_when CHECK (((state = ANY (ARRAY['open'::text, 'paid'::text, 'returning'::text])) OR (ended_at IS NOT NULL))),
    CONSTRAINT ended_why CHECK (((state = ANY (ARRAY['open'::text, 'lapsed'::text, 'paid'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT paid_by_what CHECK (((state = ANY (ARRAY['open'::text, 'lapsed'::text])) OR ((paid_at IS NOT NULL) AND (intent IS NOT NULL)))),
    CONSTRAINT payments_amount_check CHECK ((amount > 0)),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[a-z]{3}$'::text)),
    CONSTRAINT payments_reason_check CHECK ((reason = ANY (ARRAY['in_time'::text, 'attended'::text, 'no_seat'::text, 'off'::text, 'host'::text, 'judged'::text, 'erased'::text, 'late'::text, 'no_show'::text]))),
    CONSTRAINT payments_state_check CHECK ((state = ANY (ARRAY['open'::text, 'lapsed'::text, 'paid'::text, 'returning'::text, 'returned'::text, 'kept'::text])))
);

COMMENT ON COLUMN public.payments.held IS 'whether the seat is held for paying alone, not offered in the queue';

COMMENT ON COLUMN public.payments.tries IS 'how often giving it back has failed';

CREATE TABLE public.payout_accounts (
    user_id uuid NOT NULL,
    account text NOT NULL,
    ready boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.pgqueuer (
    id bigint NOT NULL,
    priority integer NOT NULL,
    queue_manager_id uuid,
    created timestamp with time zone DEFAULT now() NOT NULL,
    updated timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat timestamp with time zone DEFAULT now() NOT NULL,
    execute_after timestamp with time zone DEFAULT now() NOT NULL,
    status public.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL,
    dedupe_key text,
    payload bytea,
    headers jsonb,
    attempts integer DEFAULT 0 NOT NULL,
    slot bigint
);

CREATE SEQUENCE public.pgqueuer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.pgqueuer_id_seq OWNED BY public.pgqueuer.id;

CREATE TABLE public.pgqueuer_log (
    id bigint NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    job_id bigint NOT NULL,
    status public.pgqueuer_status NOT NULL,
    priority integer NOT NULL,
    entrypoint text NOT NULL,
    traceback jsonb,
    aggregated boolean DEFAULT false
);

ALTER TABLE public.pgqueuer_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pgqueuer_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pgqueuer_schedules (
    id bigint NOT NULL,
    expression text NOT NULL,
    entrypoint text NOT NULL,
    heartbeat timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    updated timestamp with time zone DEFAULT now() NOT NULL,
    next_run timestamp with time zone DEFAULT now() NOT NULL,
    last_run timestamp with time zone,
    status public.pgqueuer_status DEFAULT 'queued'::public.pgqueuer_status
);

CREATE SEQUENCE public.pgqueuer_schedules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.pgqueuer_schedules_id_seq OWNED BY public.pgqueuer_schedules.id;

CREATE TABLE public.pgqueuer_statistics (
    id bigint NOT NULL,
    created timestamp with time zone DEFAULT date_trunc('sec'::text, now()) NOT NULL,
    count bigint NOT NULL,
    priority integer NOT NULL,
    status public.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL
);

CREATE SEQUENCE public.pgqueuer_statistics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.pgqueuer_statistics_id_seq OWNED BY public.pgqueuer_statistics.id;

CREATE TABLE public.poll_votes (
    poll_id uuid NOT NULL,
    user_id uuid NOT NULL,
    option_id uuid NOT NULL
);

CREATE TABLE public.presence_seen (
    user_id uuid NOT NULL,
    seen_on date NOT NULL
);

COMMENT ON TABLE public.presence_seen IS 'the last day on which somebody was here and let it be seen';

CREATE TABLE public.presence_settings (
    user_id uuid NOT NULL,
    audience text DEFAULT 'friends'::text NOT NULL,
    invisible boolean DEFAULT false NOT NULL,
    busy boolean DEFAULT false NOT NULL,
    status text DEFAULT ''::text NOT NULL,
    emoji text DEFAULT ''::text NOT NULL,
    status_until timestamp with time zone,
    CONSTRAINT presence_settings_audience_check CHECK ((audience = ANY (ARRAY['nobody'::text, 'friends'::text, 'event_mates'::text]))),
    CONSTRAINT presence_settings_emoji_check CHECK ((char_length(emoji) <= 16)),
    CONSTRAINT presence_settings_status_check CHECK ((char_length(status) <= 80))
);

CREATE TABLE public.private_places (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.private_places IS 'home, work: near them others see only a large square; encrypted';

CREATE TABLE public.reactions (
    room_id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    emoji text NOT NULL,
    reacted_at timestamp with time zone NOT NULL,
    CONSTRAINT reactions_emoji_check CHECK (((char_length(emoji) >= 1) AND (char_length(emoji) <= 16)))
);

CREATE TABLE public.refresh_tokens (
    hash bytea NOT NULL,
    session_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);

CREATE TABLE public.refused_minors (
    marker bytea NOT NULL,
    until timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.refused_minors IS 'salted hashes of who said to be under age: another date does not help';

CREATE TABLE public.reliability_marks (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    event_id uuid,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    open_seats smallint NOT NULL,
    word text DEFAULT ''::text NOT NULL,
    contested_at timestamp with time zone,
    judged_at timestamp with time zone,
    CONSTRAINT reliability_marks_kind_check CHECK ((kind = ANY (ARRAY['late'::text, 'no_show'::text]))),
    CONSTRAINT reliability_marks_open_seats_check CHECK (((open_seats >= 1) AND (open_seats <= 10))),
    CONSTRAINT reliability_marks_word_check CHECK ((char_length(word) <= 500))
);

COMMENT ON COLUMN public.reliability_marks.open_seats IS 'of those given up late: how many nobody has taken yet';

COMMENT ON COLUMN public.reliability_marks.judged_at IS 'when staff decided that it stands, for good';

CREATE TABLE public.report_evidence (
    report_id uuid NOT NULL,
    seen jsonb NOT NULL,
    frozen_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.report_evidence IS 'what the reporter saw, as it was then: neither an edit nor a deletion changes it';

CREATE TABLE public.report_media (
    report_id uuid NOT NULL,
    media_id uuid NOT NULL
);

CREATE TABLE public.reports (
    id uuid NOT NULL,
    reporter_id uuid,
    accused_id uuid,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    room_id uuid,
    reason text NOT NULL,
    words text NOT NULL,
    urgent boolean NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    outcome text,
    claimed_by uuid,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT reports_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT reports_check1 CHECK (((state = 'closed'::text) = (outcome IS NOT NULL))),
    CONSTRAINT reports_kind_check CHECK ((kind = ANY (ARRAY['user'::text, 'event'::text, 'message'::text, 'room'::text, 'moment'::text, 'kind_word'::text]))),
    CONSTRAINT reports_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
    CONSTRAINT reports_words_check CHECK ((char_length(words) <= 2000))
);

CREATE TABLE public.rooms (
    id uuid NOT NULL,
    kind text NOT NULL,
    event_id uuid,
    pair text,
    title text DEFAULT ''::text NOT NULL,
    last_seq bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    history text DEFAULT 'joined'::text NOT NULL,
    slow_seconds integer DEFAULT 0 NOT NULL,
    announcements boolean DEFAULT false NOT NULL,
    locked boolean DEFAULT false NOT NULL,
    expire_seconds integer,
    avatar_id uuid,
    opened_by uuid,
    accepted_at timestamp with time zone,
    previews boolean DEFAULT true NOT NULL,
    secret boolean DEFAULT false NOT NULL,
    epoch bigint,
    stale boolean DEFAULT false NOT NULL,
    way_in text,
    CONSTRAINT rooms_check CHECK (((kind = 'event'::text) = (event_id IS NOT NULL))),
    CONSTRAINT rooms_check1 CHECK (((kind = 'direct'::text) = (pair IS NOT NULL))),
    CONSTRAINT rooms_epoch CHECK (((epoch IS NULL) OR secret)),
    CONSTRAINT rooms_expire_seconds_check CHECK (((expire_seconds >= 5) AND (expire_seconds <= 31536000))),
    CONSTRAINT rooms_history_check CHECK ((history = ANY (ARRAY['joined'::text, 'all'::text]))),
    CONSTRAINT rooms_kind_check CHECK ((kind = ANY (ARRAY['event'::text, 'direct'::text, 'group'::text]))),
    CONSTRAINT rooms_secret CHECK (((NOT secret) OR (kind = 'direct'::text))),
    CONSTRAINT rooms_slow_seconds_check CHECK (((slow_seconds >= 0) AND (slow_seconds <= 21600))),
    CONSTRAINT rooms_title_check CHECK ((char_length(title) <= 80))
)
WITH (fillfactor='70');

COMMENT ON COLUMN public.rooms.pair IS 'both ids in order: two people have one direct room, and one secret room';

COMMENT ON COLUMN public.rooms.history IS 'what whoever comes in may read: from joining on, or all of it';

COMMENT ON COLUMN public.rooms.accepted_at IS 'direct rooms of strangers: when the one who was written to said yes';

COMMENT ON COLUMN public.rooms.epoch IS 'of the group of devices that can read what is said now; null: there is none';

COMMENT ON COLUMN public.rooms.stale IS 'a device has lost its keys: nothing is said before the group has changed';

COMMENT ON COLUMN public.rooms.way_in IS 'what a new device needs to come into that group by itself';

CREATE TABLE public.rsvps (
    event_id uuid NOT NULL,
    user_id uuid NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    party smallint DEFAULT 1 NOT NULL,
    queued_at timestamp with time zone,
    offered_until timestamp with time zone,
    before jsonb,
    confirm_by timestamp with time zone,
    answers jsonb DEFAULT '{}'::jsonb NOT NULL,
    way text,
    way_minutes smallint,
    way_at timestamp with time zone,
    late_from timestamp with time zone,
    attended text,
    CONSTRAINT confirms_what CHECK (((confirm_by IS NULL) OR (answer = 'going'::text))),
    CONSTRAINT offered_until_when CHECK (((answer = 'offered'::text) = (offered_until IS NOT NULL))),
    CONSTRAINT rsvps_answer_check CHECK ((answer = ANY (ARRAY['going'::text, 'maybe'::text, 'no'::text, 'pending'::text, 'waitlisted'::text, 'offered'::text, 'removed'::text]))),
    CONSTRAINT rsvps_attended_check CHECK ((attended = ANY (ARRAY['came'::text, 'no_show'::text, 'excused'::text]))),
    CONSTRAINT rsvps_party_check CHECK (((party >= 1) AND (party <= 10))),
    CONSTRAINT rsvps_way_check CHECK ((way = ANY (ARRAY['on_my_way'::text, 'running_late'::text]))),
    CONSTRAINT rsvps_way_minutes_check CHECK (((way_minutes >= 1) AND (way_minutes <= 180))),
    CONSTRAINT waits_since CHECK (((answer <> ALL (ARRAY['waitlisted'::text, 'offered'::text])) OR (queued_at IS NOT NULL)))
);

COMMENT ON COLUMN public.rsvps.before IS 'time and place as they were answered, if they have changed since';

COMMENT ON COLUMN public.rsvps.confirm_by IS 'until when they must say again that they come, or their seat is free';

COMMENT ON COLUMN public.rsvps.answers IS 'to the host''s questions, by their ids; for hosts alone';

COMMENT ON COLUMN public.rsvps.late_from IS 'from when giving up the seat is late, as it was said when they joined';

CREATE TABLE public.sanctions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    report_id uuid,
    begun_at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    lifted_at timestamp with time zone,
    by_staff uuid,
    appeal text,
    appealed_at timestamp with time zone,
    upheld_at timestamp with time zone,
    CONSTRAINT sanctions_appeal_check CHECK (((char_length(appeal) >= 1) AND (char_length(appeal) <= 2000))),
    CONSTRAINT sanctions_check CHECK (((appeal IS NULL) = (appealed_at IS NULL))),
    CONSTRAINT sanctions_kind_check CHECK ((kind = ANY (ARRAY['suspended'::text, 'banned'::text]))),
    CONSTRAINT sanctions_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);

COMMENT ON COLUMN public.sanctions.by_staff IS 'who decided it, and so may not judge the appeal';

COMMENT ON COLUMN public.sanctions.upheld_at IS 'when somebody else looked at the appeal, and it stood';

CREATE TABLE public.secret_commits (
    room_id uuid NOT NULL,
    epoch bigint NOT NULL,
    message_id uuid NOT NULL,
    author_id uuid,
    change text NOT NULL,
    welcome text,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT secret_commits_change_check CHECK ((char_length(change) <= 65536)),
    CONSTRAINT secret_commits_welcome_check CHECK ((char_length(welcome) <= 65536))
);

COMMENT ON COLUMN public.secret_commits.epoch IS 'that it begins';

CREATE TABLE public.secret_devices (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    signature_key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT secret_devices_signature_key_check CHECK ((char_length(signature_key) <= 400))
);

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    device text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_code text,
    confirmed_at timestamp with time zone NOT NULL,
    device_key bytea,
    place text DEFAULT ''::text NOT NULL,
    waits_until timestamp with time zone,
    CONSTRAINT sessions_device_check CHECK ((char_length(device) <= 200)),
    CONSTRAINT sessions_place_check CHECK ((char_length(place) <= 100))
);

COMMENT ON COLUMN public.sessions.device_key IS 'hash of what the device keeps to be known again by';

COMMENT ON COLUMN public.sessions.place IS 'town or country at most; the address that it was found by is not kept';

COMMENT ON COLUMN public.sessions.waits_until IS 'came in by mail alone on an unknown device although there are passkeys: until then nothing dangerous';

CREATE TABLE public.sign_ups (
    device_key bytea NOT NULL,
    signed_up_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.sign_ups IS 'how many accounts came from a device lately; not which';

CREATE TABLE public.signals (
    topic text NOT NULL,
    place bigint NOT NULL,
    name text NOT NULL,
    actor uuid,
    body json NOT NULL,
    said_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.signals IS 'what was said in lasting topics, kept for a few days so that nobody misses it';

CREATE TABLE public.staff (
    user_id uuid NOT NULL,
    role text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['moderator'::text, 'admin'::text])))
);

CREATE TABLE public.staff_log (
    id uuid NOT NULL,
    staff_id uuid,
    act text NOT NULL,
    target_id uuid,
    report_id uuid,
    reason text NOT NULL,
    done_at timestamp with time zone NOT NULL
);

CREATE TABLE public.stripe_events (
    id text NOT NULL,
    received_at timestamp with time zone NOT NULL
);

CREATE TABLE public.time_zone_rules (
    version text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);

CREATE TABLE public.topics (
    name text NOT NULL,
    place bigint NOT NULL,
    CONSTRAINT topics_place_check CHECK ((place > 0))
)
WITH (fillfactor='50');

COMMENT ON TABLE public.topics IS 'the last place of each lasting topic';

CREATE TABLE public.uploads (
    id uuid NOT NULL,
    owner_id uuid,
    kind text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    state text NOT NULL,
    reason text,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    used_for text,
    holds integer DEFAULT 0 NOT NULL,
    gone_at timestamp with time zone,
    emptied_at timestamp with time zone,
    width integer,
    height integer,
    blurhash text,
    seconds real,
    peaks smallint[],
    bytes bigint,
    CONSTRAINT uploads_check CHECK (((used_at IS NULL) = (used_for IS NULL))),
    CONSTRAINT uploads_check1 CHECK (((reason IS NOT NULL) = (state = 'refused'::text))),
    CONSTRAINT uploads_holds_check CHECK ((holds >= 0)),
    CONSTRAINT uploads_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'voice'::text]))),
    CONSTRAINT uploads_size_check CHECK ((size > 0)),
    CONSTRAINT uploads_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'checking'::text, 'ready'::text, 'refused'::text])))
);

COMMENT ON COLUMN public.uploads.holds IS 'how many reports keep it as evidence';

COMMENT ON COLUMN public.uploads.gone_at IS 'nobody sees it from then on; its files are deleted unless it is held';

CREATE TABLE public.verifications (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    verified_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mark bytea NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT verifications_check CHECK ((expires_at > verified_at)),
    CONSTRAINT verifications_kind_check CHECK ((kind = ANY (ARRAY['id'::text, 'selfie'::text, 'strong'::text]))),
    CONSTRAINT verifications_mark_check CHECK ((length(mark) = 32))
);

COMMENT ON COLUMN public.verifications.mark IS 'HMAC of issuer and subject: the same identity marks one account; nobody can be read from it';

COMMENT ON COLUMN public.verifications.revoked_at IS 'taken away by staff; the row keeps it from being got again';

CREATE TABLE public.whereabouts (
    user_id uuid NOT NULL,
    sealed bytea NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    doubtful_until timestamp with time zone
);

COMMENT ON TABLE public.whereabouts IS 'what the next point depends on, encrypted: the squares that somebody is in';

ALTER TABLE ONLY public.pgqueuer ALTER COLUMN id SET DEFAULT nextval('public.pgqueuer_id_seq'::regclass);

ALTER TABLE ONLY public.pgqueuer_schedules ALTER COLUMN id SET DEFAULT nextval('public.pgqueuer_schedules_id_seq'::regclass);

ALTER TABLE ONLY public.pgqueuer_statistics ALTER COLUMN id SET DEFAULT nextval('public.pgqueuer_statistics_id_seq'::regclass);

ALTER TABLE ONLY public.address_changes
    ADD CONSTRAINT address_changes_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.address_undos
    ADD CONSTRAINT address_undos_hash_key UNIQUE (hash);

ALTER TABLE ONLY public.address_undos
    ADD CONSTRAINT address_undos_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT arrivals_pkey PRIMARY KEY (issuer, subject);

ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT arrivals_proof_key UNIQUE (proof);

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_media_id_key UNIQUE (media_id);

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (room_id, message_id, n);

ALTER TABLE ONLY public.blocks
    ADD CONSTRAINT blocks_pkey PRIMARY KEY (blocker_id, blocked_id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.calendar_mails
    ADD CONSTRAINT calendar_mails_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.categories
    ADD CONSTRAINT categories_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.categories
    ADD CONSTRAINT categories_position_key UNIQUE ("position");

ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.check_ins
    ADD CONSTRAINT check_ins_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_token_key UNIQUE (token);

ALTER TABLE ONLY public.dismissed_suggestions
    ADD CONSTRAINT dismissed_suggestions_pkey PRIMARY KEY (user_id, dismissed_id);

ALTER TABLE ONLY public.event_announcements
    ADD CONSTRAINT event_announcements_pkey PRIMARY KEY (event_id, id);

ALTER TABLE ONLY public.event_changes
    ADD CONSTRAINT event_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_counts_from
    ADD CONSTRAINT event_counts_from_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.event_counts
    ADD CONSTRAINT event_counts_pkey PRIMARY KEY (level, category, ending, span, x, slot, y, zone);

ALTER TABLE ONLY public.event_feedback
    ADD CONSTRAINT event_feedback_id_key UNIQUE (id);

ALTER TABLE ONLY public.event_feedback
    ADD CONSTRAINT event_feedback_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.event_follows
    ADD CONSTRAINT event_follows_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_hosts
    ADD CONSTRAINT event_hosts_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.event_invitations
    ADD CONSTRAINT event_invitations_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.event_links
    ADD CONSTRAINT event_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_links
    ADD CONSTRAINT event_links_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.event_polls
    ADD CONSTRAINT event_polls_id_key UNIQUE (id);

ALTER TABLE ONLY public.event_polls
    ADD CONSTRAINT event_polls_pkey PRIMARY KEY (event_id, id);

ALTER TABLE ONLY public.event_series
    ADD CONSTRAINT event_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_spots
    ADD CONSTRAINT event_spots_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY public.event_wears
    ADD CONSTRAINT event_wears_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.friend_links
    ADD CONSTRAINT friend_links_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.friend_links
    ADD CONSTRAINT friend_links_token_key UNIQUE (token);

ALTER TABLE ONLY public.friend_list_people
    ADD CONSTRAINT friend_list_people_pkey PRIMARY KEY (list_id, friend_id);

ALTER TABLE ONLY public.friend_lists
    ADD CONSTRAINT friend_lists_id_user_id_key UNIQUE (id, user_id);

ALTER TABLE ONLY public.friend_lists
    ADD CONSTRAINT friend_lists_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.friend_requests
    ADD CONSTRAINT friend_requests_pkey PRIMARY KEY (asker_id, asked_id);

ALTER TABLE ONLY public.friendships
    ADD CONSTRAINT friendships_pkey PRIMARY KEY (user_id, friend_id);

ALTER TABLE ONLY public.ghosts
    ADD CONSTRAINT ghosts_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.guest_exports
    ADD CONSTRAINT guest_exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (principal, route, key);

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_issuer_subject_key UNIQUE (issuer, subject);

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.key_packages
    ADD CONSTRAINT key_packages_pkey PRIMARY KEY (device_id, id);

ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_writer_id_about_id_key UNIQUE (writer_id, about_id);

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_geonames_id_key UNIQUE (geonames_id);

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_osm_type_osm_id_key UNIQUE (osm_type, osm_id);

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_guests
    ADD CONSTRAINT mail_guests_event_id_mailbox_key UNIQUE (event_id, mailbox);

ALTER TABLE ONLY public.mail_guests
    ADD CONSTRAINT mail_guests_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (room_id, user_id);

ALTER TABLE ONLY public.message_versions
    ADD CONSTRAINT message_versions_pkey PRIMARY KEY (room_id, message_id, replaced_at);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (room_id, seq);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_room_id_id_key UNIQUE (room_id, id);

ALTER TABLE ONLY public.moment_likes
    ADD CONSTRAINT moment_likes_pkey PRIMARY KEY (moment_id, user_id);

ALTER TABLE ONLY public.moment_photos
    ADD CONSTRAINT moment_photos_pkey PRIMARY KEY (moment_id, n);

ALTER TABLE ONLY public.moments
    ADD CONSTRAINT moments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mutes
    ADD CONSTRAINT mutes_pkey PRIMARY KEY (muter_id, muted_id);

ALTER TABLE ONLY public.notice_deliveries
    ADD CONSTRAINT notice_deliveries_pkey PRIMARY KEY (notice_id, channel, target);

ALTER TABLE ONLY public.notice_preferences
    ADD CONSTRAINT notice_preferences_pkey PRIMARY KEY (user_id, topic);

ALTER TABLE ONLY public.notice_settings
    ADD CONSTRAINT notice_settings_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_user_id_kind_fact_key UNIQUE (user_id, kind, fact);

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id);

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_checkout_key UNIQUE (checkout);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payout_accounts
    ADD CONSTRAINT payout_accounts_account_key UNIQUE (account);

ALTER TABLE ONLY public.payout_accounts
    ADD CONSTRAINT payout_accounts_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.pgqueuer_log
    ADD CONSTRAINT pgqueuer_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pgqueuer
    ADD CONSTRAINT pgqueuer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pgqueuer_schedules
    ADD CONSTRAINT pgqueuer_schedules_expression_entrypoint_key UNIQUE (expression, entrypoint);

ALTER TABLE ONLY public.pgqueuer_schedules
    ADD CONSTRAINT pgqueuer_schedules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pgqueuer_statistics
    ADD CONSTRAINT pgqueuer_statistics_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.poll_votes
    ADD CONSTRAINT poll_votes_pkey PRIMARY KEY (poll_id, user_id, option_id);

ALTER TABLE ONLY public.position_shares
    ADD CONSTRAINT position_shares_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.position_shares
    ADD CONSTRAINT position_shares_user_id_person_id_list_id_room_id_key UNIQUE NULLS NOT DISTINCT (user_id, person_id, list_id, room_id);

ALTER TABLE ONLY public.presence_seen
    ADD CONSTRAINT presence_seen_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.presence_settings
    ADD CONSTRAINT presence_settings_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.private_places
    ADD CONSTRAINT private_places_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.radar
    ADD CONSTRAINT radar_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT reactions_pkey PRIMARY KEY (room_id, message_id, emoji, user_id);

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY public.refused_minors
    ADD CONSTRAINT refused_minors_pkey PRIMARY KEY (marker);

ALTER TABLE ONLY public.reliability_marks
    ADD CONSTRAINT reliability_marks_event_id_user_id_key UNIQUE (event_id, user_id);

ALTER TABLE ONLY public.reliability_marks
    ADD CONSTRAINT reliability_marks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.report_evidence
    ADD CONSTRAINT report_evidence_pkey PRIMARY KEY (report_id);

ALTER TABLE ONLY public.report_media
    ADD CONSTRAINT report_media_pkey PRIMARY KEY (report_id, media_id);

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_event_id_key UNIQUE (event_id);

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_pair_key UNIQUE (pair, secret);

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rsvps
    ADD CONSTRAINT rsvps_pkey PRIMARY KEY (event_id, user_id);

ALTER TABLE ONLY public.sanctions
    ADD CONSTRAINT sanctions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.secret_commits
    ADD CONSTRAINT secret_commits_pkey PRIMARY KEY (room_id, epoch);

ALTER TABLE ONLY public.secret_commits
    ADD CONSTRAINT secret_commits_room_id_message_id_key UNIQUE (room_id, message_id);

ALTER TABLE ONLY public.secret_devices
    ADD CONSTRAINT secret_devices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.secret_devices
    ADD CONSTRAINT secret_devices_session_id_key UNIQUE (session_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals
    ADD CONSTRAINT signals_pkey PRIMARY KEY (topic, place);

ALTER TABLE ONLY public.staff_log
    ADD CONSTRAINT staff_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.stripe_events
    ADD CONSTRAINT stripe_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.time_zone_rules
    ADD CONSTRAINT time_zone_rules_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.topics
    ADD CONSTRAINT topics_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_folded_key UNIQUE (email_folded);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_username_folded_key UNIQUE (username_folded);

ALTER TABLE ONLY public.verifications
    ADD CONSTRAINT verifications_mark_key UNIQUE (mark);

ALTER TABLE ONLY public.verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.whereabouts
    ADD CONSTRAINT whereabouts_pkey PRIMARY KEY (user_id);

CREATE INDEX address_undos_user ON public.address_undos USING btree (user_id);

CREATE INDEX api_keys_user ON public.api_keys USING btree (user_id);

CREATE INDEX arrivals_proved ON public.arrivals USING btree (proved_at);

CREATE INDEX blocks_blocked ON public.blocks USING btree (blocked_id, blocker_id);

CREATE INDEX calendar_mails_user ON public.calendar_mails USING btree (user_id);

CREATE INDEX check_ins_user ON public.check_ins USING btree (user_id);

CREATE INDEX codes_email ON public.codes USING btree (email_folded, created_at DESC);

CREATE UNIQUE INDEX codes_proof ON public.codes USING btree (proof) WHERE (proof IS NOT NULL);

CREATE INDEX devices_user ON public.devices USING btree (user_id);

CREATE INDEX dismissed_suggestions_dismissed ON public.dismissed_suggestions USING btree (dismissed_id);

CREATE INDEX event_announcements_author ON public.event_announcements USING btree (author_id);

CREATE INDEX event_counts_dropped ON public.event_counts USING btree (span, slot) WHERE (span > 0);

CREATE INDEX event_feedback_unsafe ON public.event_feedback USING btree (given_at) WHERE ((NOT felt_safe) AND (read_at IS NULL));

CREATE INDEX event_feedback_user ON public.event_feedback USING btree (user_id);

CREATE INDEX event_follows_host ON public.event_follows USING btree (host_id) WHERE (host_id IS NOT NULL);

CREATE UNIQUE INDEX event_follows_once ON public.event_follows USING btree (user_id, COALESCE(host_id, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(lat, (0)::double precision), COALESCE(lon, (0)::double precision), COALESCE(metres, 0), COALESCE(tag, ''::text), COALESCE(words, ''::text), COALESCE(category, ''::text));

CREATE INDEX event_hosts_user ON public.event_hosts USING btree (user_id);

CREATE INDEX event_invitations_inviter ON public.event_invitations USING btree (inviter_id);

CREATE INDEX event_invitations_link ON public.event_invitations USING btree (link_id);

CREATE INDEX event_invitations_user ON public.event_invitations USING btree (user_id);

CREATE INDEX event_links_creator ON public.event_links USING btree (creator_id);

CREATE INDEX event_links_event ON public.event_links USING btree (event_id);

CREATE INDEX event_polls_author ON public.event_polls USING btree (author_id);

CREATE INDEX event_series_host ON public.event_series USING btree (host_id);

CREATE INDEX event_spots_photo ON public.event_spots USING btree (photo_id) WHERE (photo_id IS NOT NULL);

CREATE INDEX event_wears_user ON public.event_wears USING btree (user_id);

CREATE INDEX events_cells ON public.events USING btree (public.cell_of(shown), starts_at, id) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX events_cover ON public.events USING btree (cover_id) WHERE (cover_id IS NOT NULL);

CREATE INDEX events_end ON public.events USING btree (ends_at) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX events_ends ON public.events USING btree (ends_at) WHERE (state = 'scheduled'::text);

CREATE INDEX events_host ON public.events USING btree (host_id, starts_at);

CREATE INDEX events_map ON public.events USING gist (shown) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX events_over ON public.events USING btree (ends_at);

CREATE UNIQUE INDEX events_series ON public.events USING btree (series_id, occurrence) WHERE (series_id IS NOT NULL);

CREATE INDEX events_soon ON public.events USING btree (starts_at, id) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX events_tags ON public.events USING gin (tags) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX events_words ON public.events USING gin (public.grams(words)) WHERE ((state = 'scheduled'::text) AND (visibility = 'public'::text) AND (NOT over));

CREATE INDEX exports_expires ON public.exports USING btree (expires_at);

CREATE INDEX exports_user ON public.exports USING btree (user_id, created_at DESC);

CREATE INDEX friend_list_people_friend ON public.friend_list_people USING btree (user_id, friend_id);

CREATE INDEX friend_lists_user ON public.friend_lists USING btree (user_id);

CREATE INDEX friend_requests_asked ON public.friend_requests USING btree (asked_id, created_at DESC);

CREATE INDEX guest_exports_event ON public.guest_exports USING btree (event_id);

CREATE INDEX guest_exports_user ON public.guest_exports USING btree (user_id);

CREATE INDEX idempotency_keys_claimed_at ON public.idempotency_keys USING btree (claimed_at);

CREATE INDEX identities_user ON public.identities USING btree (user_id);

CREATE INDEX key_packages_expires_at ON public.key_packages USING btree (expires_at);

CREATE UNIQUE INDEX key_packages_last_resort ON public.key_packages USING btree (device_id) WHERE last_resort;

CREATE INDEX kind_words_about ON public.kind_words USING btree (about_id, shown_at DESC, id);

CREATE INDEX kind_words_event ON public.kind_words USING btree (event_id);

CREATE INDEX kind_words_taken_back ON public.kind_words USING btree (taken_back_at) WHERE (taken_back_at IS NOT NULL);

CREATE INDEX location_names_first ON public.location_names USING btree ("left"(folded, 1), importance DESC);

CREATE INDEX location_names_folded ON public.location_names USING btree (folded);

CREATE INDEX location_names_location ON public.location_names USING btree (location_id);

CREATE INDEX location_names_second ON public.location_names USING btree ("left"(folded, 2), importance DESC);

CREATE INDEX location_names_third ON public.location_names USING btree ("left"(folded, 3), importance DESC);

CREATE INDEX locations_place ON public.locations USING gist (place);

CREATE INDEX locations_search ON public.locations USING gin (search public.gin_trgm_ops);

CREATE INDEX locations_towns ON public.locations USING gist (place) WHERE (geonames_id IS NOT NULL);

CREATE INDEX mail_guests_asked ON public.mail_guests USING btree (created_at) WHERE (answer = 'asked'::text);

CREATE INDEX members_user ON public.members USING btree (user_id);

CREATE INDEX messages_author ON public.messages USING btree (author_id);

CREATE INDEX messages_characters ON public.messages USING gin (room_id, public.short_grams(body)) WHERE ((deleted_at IS NULL) AND (system IS NULL));

CREATE INDEX messages_expires_at ON public.messages USING btree (expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX messages_letters ON public.messages USING gin (room_id, public.folded(body) public.gin_trgm_ops) WHERE ((deleted_at IS NULL) AND (system IS NULL));

CREATE INDEX messages_mentions ON public.messages USING btree (room_id, seq) WHERE (here OR (mentions <> '{}'::uuid[]));

CREATE INDEX messages_pinned ON public.messages USING btree (room_id, pinned_at) WHERE (pinned_at IS NOT NULL);

CREATE INDEX messages_positions ON public.messages USING btree (author_id) WHERE (((share ->> 'kind'::text) = 'position'::text) AND ((share ->> 'until'::text) IS NOT NULL));

CREATE INDEX moment_likes_user ON public.moment_likes USING btree (user_id);

CREATE INDEX moment_photos_author ON public.moment_photos USING btree (author_id);

CREATE INDEX moment_photos_media ON public.moment_photos USING btree (media_id);

CREATE INDEX moments_author ON public.moments USING btree (author_id, expires_at);

CREATE INDEX moments_event ON public.moments USING btree (event_id, expires_at) WHERE (event_id IS NOT NULL);

CREATE INDEX moments_journal ON public.moments USING btree (author_id, publish_at DESC, id);

CREATE INDEX moments_list ON public.moments USING btree (list_id) WHERE (list_id IS NOT NULL);

CREATE INDEX moments_over ON public.moments USING btree (expires_at) WHERE (audience <> 'mine'::text);

CREATE INDEX mutes_muted ON public.mutes USING btree (muted_id);

CREATE INDEX notice_deliveries_tickets ON public.notice_deliveries USING btree (sent_at) WHERE (ticket IS NOT NULL);

CREATE INDEX notices_age ON public.notices USING btree (created_at);

CREATE INDEX notices_fact ON public.notices USING btree (kind, fact) WHERE (withdrawn_at IS NULL);

CREATE INDEX notices_inbox ON public.notices USING btree (user_id, id DESC) WHERE (withdrawn_at IS NULL);

CREATE INDEX notices_people ON public.notices USING gin (people);

CREATE INDEX notices_thing ON public.notices USING btree (thing_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX passkeys_user ON public.passkeys USING btree (user_id);

CREATE INDEX payments_ended ON public.payments USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX payments_event ON public.payments USING btree (event_id) WHERE (event_id IS NOT NULL);

CREATE INDEX payments_host ON public.payments USING btree (host_id) WHERE (host_id IS NOT NULL);

CREATE UNIQUE INDEX payments_one_each ON public.payments USING btree (event_id, user_id) WHERE (state = ANY (ARRAY['open'::text, 'paid'::text]));

CREATE INDEX payments_unfinished ON public.payments USING btree (state, hold_until) WHERE (state = ANY (ARRAY['open'::text, 'paid'::text, 'returning'::text]));

CREATE INDEX payments_user ON public.payments USING btree (user_id, id) WHERE (user_id IS NOT NULL);

CREATE INDEX pgqueuer_ep_ea_idx ON public.pgqueuer USING btree (entrypoint, execute_after) WHERE (status = 'queued'::public.pgqueuer_status);

CREATE INDEX pgqueuer_ep_prio_id_idx ON public.pgqueuer USING btree (entrypoint, priority DESC, id) WHERE (status = 'queued'::public.pgqueuer_status);

CREATE INDEX pgqueuer_log_created ON public.pgqueuer_log USING btree (created);

CREATE INDEX pgqueuer_log_job_id_status ON public.pgqueuer_log USING btree (job_id, created DESC);

CREATE INDEX pgqueuer_log_not_aggregated ON public.pgqueuer_log USING btree ((1)) WHERE (NOT aggregated);

CREATE INDEX pgqueuer_log_status ON public.pgqueuer_log USING btree (status);

CREATE INDEX pgqueuer_picked_heartbeat_idx ON public.pgqueuer USING btree (heartbeat) WHERE (status = 'picked'::public.pgqueuer_status);

CREATE UNIQUE INDEX pgqueuer_picked_slot_idx ON public.pgqueuer USING btree (entrypoint, slot) WHERE ((status = 'picked'::public.pgqueuer_status) AND (slot IS NOT NULL));

CREATE INDEX pgqueuer_priority_id_id1_idx ON public.pgqueuer USING btree (priority, id DESC) INCLUDE (id) WHERE (status = 'queued'::public.pgqueuer_status);

CREATE INDEX pgqueuer_queue_manager_id_idx ON public.pgqueuer USING btree (queue_manager_id) WHERE (queue_manager_id IS NOT NULL);

CREATE UNIQUE INDEX pgqueuer_statistics_unique_count ON public.pgqueuer_statistics USING btree (priority, date_trunc('sec'::text, timezone('UTC'::text, created)), status, entrypoint);

CREATE UNIQUE INDEX pgqueuer_unique_dedupe_key ON public.pgqueuer USING btree (dedupe_key) WHERE ((status = ANY (ARRAY['queued'::public.pgqueuer_status, 'picked'::public.pgqueuer_status])) AND (dedupe_key IS NOT NULL));

CREATE INDEX pgqueuer_updated_id_id1_idx ON public.pgqueuer USING btree (updated, id DESC) INCLUDE (id) WHERE (status = 'picked'::public.pgqueuer_status);

CREATE INDEX poll_votes_user ON public.poll_votes USING btree (user_id);

CREATE INDEX position_shares_list ON public.position_shares USING btree (list_id) WHERE (list_id IS NOT NULL);

CREATE INDEX position_shares_person ON public.position_shares USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX position_shares_room ON public.position_shares USING btree (room_id) WHERE (room_id IS NOT NULL);

CREATE INDEX position_shares_taken ON public.position_shares USING btree (taken_at) WHERE (taken_at IS NOT NULL);

CREATE INDEX position_shares_until ON public.position_shares USING btree (until);

CREATE INDEX private_places_user ON public.private_places USING btree (user_id);

CREATE INDEX radar_centre ON public.radar USING gist (centre);

CREATE INDEX radar_ends_at ON public.radar USING btree (ends_at);

CREATE INDEX reactions_user ON public.reactions USING btree (user_id);

CREATE INDEX refresh_tokens_expires ON public.refresh_tokens USING btree (expires_at);

CREATE INDEX refresh_tokens_session ON public.refresh_tokens USING btree (session_id);

CREATE INDEX reliability_marks_contested ON public.reliability_marks USING btree (contested_at) WHERE ((contested_at IS NOT NULL) AND (judged_at IS NULL));

CREATE INDEX reliability_marks_user ON public.reliability_marks USING btree (user_id, at);

CREATE INDEX report_media_media ON public.report_media USING btree (media_id);

CREATE INDEX reports_accused ON public.reports USING btree (accused_id);

CREATE UNIQUE INDEX reports_once ON public.reports USING btree (reporter_id, kind, target_id) WHERE (state = 'open'::text);

CREATE INDEX reports_queue ON public.reports USING btree (urgent DESC, created_at) WHERE (state = 'open'::text);

CREATE INDEX rooms_avatar ON public.rooms USING btree (avatar_id) WHERE (avatar_id IS NOT NULL);

CREATE INDEX rooms_opened_by ON public.rooms USING btree (opened_by);

CREATE INDEX rsvps_confirm ON public.rsvps USING btree (event_id, confirm_by) WHERE (confirm_by IS NOT NULL);

CREATE INDEX rsvps_offers ON public.rsvps USING btree (event_id, offered_until) WHERE (answer = 'offered'::text);

CREATE INDEX rsvps_queue ON public.rsvps USING btree (event_id, queued_at, user_id) WHERE (answer = 'waitlisted'::text);

CREATE INDEX rsvps_user ON public.rsvps USING btree (user_id, event_id);

CREATE INDEX sanctions_appealed ON public.sanctions USING btree (appealed_at) WHERE ((appealed_at IS NOT NULL) AND (upheld_at IS NULL) AND (lifted_at IS NULL));

CREATE INDEX sanctions_by_staff ON public.sanctions USING btree (by_staff) WHERE (by_staff IS NOT NULL);

CREATE UNIQUE INDEX sanctions_one ON public.sanctions USING btree (user_id) WHERE (lifted_at IS NULL);

CREATE INDEX secret_commits_author ON public.secret_commits USING btree (author_id);

CREATE INDEX secret_commits_made_at ON public.secret_commits USING btree (made_at);

CREATE INDEX secret_devices_user ON public.secret_devices USING btree (user_id);

CREATE INDEX sessions_closed ON public.sessions USING btree (closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX sessions_device ON public.sessions USING btree (user_id, device_key) WHERE (device_key IS NOT NULL);

CREATE INDEX sessions_user ON public.sessions USING btree (user_id) WHERE (closed_at IS NULL);

CREATE INDEX sign_ups_device ON public.sign_ups USING btree (device_key, signed_up_at);

CREATE INDEX signals_said_at ON public.signals USING brin (said_at);

CREATE INDEX staff_log_target ON public.staff_log USING btree (target_id);

CREATE INDEX stripe_events_received ON public.stripe_events USING btree (received_at);

CREATE INDEX uploads_emptied ON public.uploads USING btree (created_at) WHERE (emptied_at IS NOT NULL);

CREATE INDEX uploads_owner ON public.uploads USING btree (owner_id, created_at);

CREATE INDEX uploads_trash ON public.uploads USING btree (gone_at) WHERE ((gone_at IS NOT NULL) AND (emptied_at IS NULL));

CREATE INDEX uploads_unused ON public.uploads USING btree (created_at) WHERE ((used_at IS NULL) AND (gone_at IS NULL));

CREATE INDEX users_avatar ON public.users USING btree (avatar_id) WHERE (avatar_id IS NOT NULL);

CREATE INDEX users_by_contact ON public.users USING btree (public.contact_hash(email)) WHERE (findable_by_email AND (email IS NOT NULL));

CREATE INDEX users_display_name ON public.users USING gin (lower(display_name) public.gin_trgm_ops);

CREATE INDEX users_hidden ON public.users USING btree (state_changed_at) WHERE (state <> 'active'::text);

CREATE INDEX verifications_expires ON public.verifications USING btree (expires_at);

CREATE INDEX whereabouts_taken ON public.whereabouts USING btree (taken_at);

CREATE TRIGGER attachments_gone AFTER DELETE ON public.attachments FOR EACH ROW EXECUTE FUNCTION public.forget_media('media_id');

CREATE TRIGGER event_changed AFTER UPDATE ON public.events FOR EACH ROW WHEN ((((((((old.state IS DISTINCT FROM new.state) OR (old.visibility IS DISTINCT FROM new.visibility)) OR (old.category IS DISTINCT FROM new.category)) OR (old.time_zone IS DISTINCT FROM new.time_zone)) OR (old.starts_at IS DISTINCT FROM new.starts_at)) OR (old.ends_at IS DISTINCT FROM new.ends_at)) OR (old.shown IS DISTINCT FROM new.shown))) EXECUTE FUNCTION public.note_event();

CREATE TRIGGER event_listed AFTER INSERT OR DELETE ON public.events FOR EACH ROW EXECUTE FUNCTION public.note_event();

CREATE TRIGGER event_spots_photo_changed AFTER UPDATE OF photo_id ON public.event_spots FOR EACH ROW WHEN (((old.photo_id IS NOT NULL) AND (old.photo_id IS DISTINCT FROM new.photo_id))) EXECUTE FUNCTION public.forget_media('photo_id');

CREATE TRIGGER event_spots_photo_gone AFTER DELETE ON public.event_spots FOR EACH ROW WHEN ((old.photo_id IS NOT NULL)) EXECUTE FUNCTION public.forget_media('photo_id');

CREATE TRIGGER events_cover_changed AFTER UPDATE OF cover_id ON public.events FOR EACH ROW WHEN (((old.cover_id IS NOT NULL) AND (old.cover_id IS DISTINCT FROM new.cover_id))) EXECUTE FUNCTION public.forget_media('cover_id');

CREATE TRIGGER events_cover_gone AFTER DELETE ON public.events FOR EACH ROW WHEN ((old.cover_id IS NOT NULL)) EXECUTE FUNCTION public.forget_media('cover_id');

CREATE TRIGGER keep_over BEFORE UPDATE OF ends_at ON public.events FOR EACH ROW EXECUTE FUNCTION public.keep_over();

CREATE TRIGGER moment_photos_gone AFTER DELETE ON public.moment_photos FOR EACH ROW EXECUTE FUNCTION public.forget_media('media_id');

CREATE TRIGGER report_media_holds AFTER INSERT OR DELETE ON public.report_media FOR EACH ROW EXECUTE FUNCTION public.hold_media();

CREATE TRIGGER rooms_avatar_changed AFTER UPDATE OF avatar_id ON public.rooms FOR EACH ROW WHEN (((old.avatar_id IS NOT NULL) AND (old.avatar_id IS DISTINCT FROM new.avatar_id))) EXECUTE FUNCTION public.forget_media('avatar_id');

CREATE TRIGGER rooms_avatar_gone AFTER DELETE ON public.rooms FOR EACH ROW WHEN ((old.avatar_id IS NOT NULL)) EXECUTE FUNCTION public.forget_media('avatar_id');

CREATE TRIGGER staff_log_is_for_ever BEFORE DELETE OR UPDATE OR TRUNCATE ON public.staff_log FOR EACH STATEMENT EXECUTE FUNCTION public.staff_log_is_for_ever();

CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION public.fn_pgqueuer_changed();

CREATE TRIGGER uploads_ownerless BEFORE UPDATE OF owner_id ON public.uploads FOR EACH ROW WHEN (((old.owner_id IS NOT NULL) AND (new.owner_id IS NULL))) EXECUTE FUNCTION public.forget_ownerless();

CREATE TRIGGER users_avatar_changed AFTER UPDATE OF avatar_id ON public.users FOR EACH ROW WHEN (((old.avatar_id IS NOT NULL) AND (old.avatar_id IS DISTINCT FROM new.avatar_id))) EXECUTE FUNCTION public.forget_media('avatar_id');

CREATE TRIGGER users_avatar_gone AFTER DELETE ON public.users FOR EACH ROW WHEN ((old.avatar_id IS NOT NULL)) EXECUTE FUNCTION public.forget_media('avatar_id');

ALTER TABLE ONLY public.address_changes
    ADD CONSTRAINT address_changes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.address_undos
    ADD CONSTRAINT address_undos_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.uploads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_room_id_message_id_fkey FOREIGN KEY (room_id, message_id) REFERENCES public.messages(room_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.blocks
    ADD CONSTRAINT blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.blocks
    ADD CONSTRAINT blocks_blocker_id_fkey FOREIGN KEY (blocker_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.calendar_mails
    ADD CONSTRAINT calendar_mails_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.calendar_mails
    ADD CONSTRAINT calendar_mails_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.check_ins
    ADD CONSTRAINT check_ins_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.check_ins
    ADD CONSTRAINT check_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.dismissed_suggestions
    ADD CONSTRAINT dismissed_suggestions_dismissed_id_fkey FOREIGN KEY (dismissed_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.dismissed_suggestions
    ADD CONSTRAINT dismissed_suggestions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_announcements
    ADD CONSTRAINT event_announcements_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_announcements
    ADD CONSTRAINT event_announcements_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_feedback
    ADD CONSTRAINT event_feedback_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_feedback
    ADD CONSTRAINT event_feedback_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_follows
    ADD CONSTRAINT event_follows_category_fkey FOREIGN KEY (category) REFERENCES public.categories(slug);

ALTER TABLE ONLY public.event_follows
    ADD CONSTRAINT event_follows_host_id_fkey FOREIGN KEY (host_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_follows
    ADD CONSTRAINT event_follows_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_hosts
    ADD CONSTRAINT event_hosts_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_hosts
    ADD CONSTRAINT event_hosts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_invitations
    ADD CONSTRAINT event_invitations_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_invitations
    ADD CONSTRAINT event_invitations_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_invitations
    ADD CONSTRAINT event_invitations_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.event_links(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.event_invitations
    ADD CONSTRAINT event_invitations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_links
    ADD CONSTRAINT event_links_creator_id_fkey FOREIGN KEY (creator_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_links
    ADD CONSTRAINT event_links_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_polls
    ADD CONSTRAINT event_polls_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_polls
    ADD CONSTRAINT event_polls_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_series
    ADD CONSTRAINT event_series_host_id_fkey FOREIGN KEY (host_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_spots
    ADD CONSTRAINT event_spots_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_spots
    ADD CONSTRAINT event_spots_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES public.uploads(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.event_wears
    ADD CONSTRAINT event_wears_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.event_wears
    ADD CONSTRAINT event_wears_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_category_fkey FOREIGN KEY (category) REFERENCES public.categories(slug);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES public.uploads(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_host_id_fkey FOREIGN KEY (host_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_series_id_fkey FOREIGN KEY (series_id) REFERENCES public.event_series(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_links
    ADD CONSTRAINT friend_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_list_people
    ADD CONSTRAINT friend_list_people_list_id_user_id_fkey FOREIGN KEY (list_id, user_id) REFERENCES public.friend_lists(id, user_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_list_people
    ADD CONSTRAINT friend_list_people_user_id_friend_id_fkey FOREIGN KEY (user_id, friend_id) REFERENCES public.friendships(user_id, friend_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_lists
    ADD CONSTRAINT friend_lists_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_requests
    ADD CONSTRAINT friend_requests_asked_id_fkey FOREIGN KEY (asked_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friend_requests
    ADD CONSTRAINT friend_requests_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friendships
    ADD CONSTRAINT friendships_both_sides FOREIGN KEY (friend_id, user_id) REFERENCES public.friendships(user_id, friend_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friendships
    ADD CONSTRAINT friendships_friend_id_fkey FOREIGN KEY (friend_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.friendships
    ADD CONSTRAINT friendships_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ghosts
    ADD CONSTRAINT ghosts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guest_exports
    ADD CONSTRAINT guest_exports_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guest_exports
    ADD CONSTRAINT guest_exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.key_packages
    ADD CONSTRAINT key_packages_device_id_fkey FOREIGN KEY (device_id) REFERENCES public.secret_devices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_about_id_fkey FOREIGN KEY (about_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_writer_id_fkey FOREIGN KEY (writer_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.location_names
    ADD CONSTRAINT location_names_location_id_fkey FOREIGN KEY (location_id) REFERENCES public.locations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mail_guests
    ADD CONSTRAINT mail_guests_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_versions
    ADD CONSTRAINT message_versions_room_id_message_id_fkey FOREIGN KEY (room_id, message_id) REFERENCES public.messages(room_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moment_likes
    ADD CONSTRAINT moment_likes_moment_id_fkey FOREIGN KEY (moment_id) REFERENCES public.moments(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moment_likes
    ADD CONSTRAINT moment_likes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moment_photos
    ADD CONSTRAINT moment_photos_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moment_photos
    ADD CONSTRAINT moment_photos_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.uploads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moment_photos
    ADD CONSTRAINT moment_photos_moment_id_fkey FOREIGN KEY (moment_id) REFERENCES public.moments(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moments
    ADD CONSTRAINT moments_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moments
    ADD CONSTRAINT moments_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.moments
    ADD CONSTRAINT moments_list_id_fkey FOREIGN KEY (list_id) REFERENCES public.friend_lists(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.mutes
    ADD CONSTRAINT mutes_muted_id_fkey FOREIGN KEY (muted_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mutes
    ADD CONSTRAINT mutes_muter_id_fkey FOREIGN KEY (muter_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notice_deliveries
    ADD CONSTRAINT notice_deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.notices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notice_preferences
    ADD CONSTRAINT notice_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notice_settings
    ADD CONSTRAINT notice_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_host_id_fkey FOREIGN KEY (host_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.payout_accounts
    ADD CONSTRAINT payout_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.poll_votes
    ADD CONSTRAINT poll_votes_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.event_polls(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.poll_votes
    ADD CONSTRAINT poll_votes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.position_shares
    ADD CONSTRAINT position_shares_list_id_fkey FOREIGN KEY (list_id) REFERENCES public.friend_lists(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.position_shares
    ADD CONSTRAINT position_shares_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.position_shares
    ADD CONSTRAINT position_shares_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.presence_seen
    ADD CONSTRAINT presence_seen_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.presence_settings
    ADD CONSTRAINT presence_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.private_places
    ADD CONSTRAINT private_places_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.radar
    ADD CONSTRAINT radar_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT reactions_room_id_message_id_fkey FOREIGN KEY (room_id, message_id) REFERENCES public.messages(room_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT reactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reliability_marks
    ADD CONSTRAINT reliability_marks_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.reliability_marks
    ADD CONSTRAINT reliability_marks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_evidence
    ADD CONSTRAINT report_evidence_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_media
    ADD CONSTRAINT report_media_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.uploads(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_media
    ADD CONSTRAINT report_media_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.report_evidence(report_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_accused_id_fkey FOREIGN KEY (accused_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_avatar_id_fkey FOREIGN KEY (avatar_id) REFERENCES public.uploads(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.rsvps
    ADD CONSTRAINT rsvps_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rsvps
    ADD CONSTRAINT rsvps_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sanctions
    ADD CONSTRAINT sanctions_by_staff_fkey FOREIGN KEY (by_staff) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.sanctions
    ADD CONSTRAINT sanctions_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.sanctions
    ADD CONSTRAINT sanctions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.secret_commits
    ADD CONSTRAINT secret_commits_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.secret_commits
    ADD CONSTRAINT secret_commits_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.secret_devices
    ADD CONSTRAINT secret_devices_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.secret_devices
    ADD CONSTRAINT secret_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_avatar_id_fkey FOREIGN KEY (avatar_id) REFERENCES public.uploads(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.verifications
    ADD CONSTRAINT verifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.whereabouts
    ADD CONSTRAINT whereabouts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
