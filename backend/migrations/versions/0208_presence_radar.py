"""People near by: who wants to be seen in which square for a while, and what they say of themselves to be matched."""

from alembic import op

revision = "0208"
down_revision = "0207"

AGES = "'18-24', '25-34', '35-44', '45-54', '55-64', '65+'"


def upgrade() -> None:
    """Of a chosen point nothing is kept but the square that it lies in."""
    op.execute(f"""
        alter table users
            add column interests text[] not null default '{{}}' check (cardinality(interests) <= 12),
            add column languages text[] not null default '{{}}' check (cardinality(languages) <= 8),
            add column age_band text check (age_band in ({AGES})),
            add column woman boolean not null default false,
            add column interests_for audience not null default 'everyone',
            add column languages_for audience not null default 'everyone',
            add column age_for audience not null default 'nobody';
        comment on column users.age_band is 'as they say; compared as text, the bands are in their order';
        comment on column users.woman is 'as they say; in no answer but their own, and asked for by "women only" alone';

        create table radar (
            user_id uuid primary key references users on delete cascade,
            cell text not null check (cell ~ '^[124][.][0-9]+[.][0-9]+$'),
            centre geography(Point, 4326) not null,
            side integer not null check (side between 2000 and 13000),
            reach smallint not null check (reach between 0 and 2),
            interests text[] not null,
            languages text[] not null,
            age_from text check (age_from in ({AGES})),
            age_to text check (age_to in ({AGES})),
            women_only boolean not null,
            began_at timestamptz not null,
            ends_at timestamptz not null,
            placed_at timestamptz not null,
            asked_at timestamptz not null,
            moves timestamptz[] not null,
            choices timestamptz[] not null,
            check ((age_from is null) = (age_to is null) and coalesce(age_from < age_to, true))
        );
        comment on table radar is
            'who is shown to people near by, in which square, until when; kept a day for what may be done in a day';
        comment on column radar.centre is 'of the square, not of anybody';
        comment on column radar.side is 'metres';
        comment on column radar.reach is '0: their own square, 1: those next to it, too, 2: all within 20 km';
        comment on column radar.moves is 'when another square was chosen, of the last day';
        comment on column radar.choices is 'when another reach or other filters were chosen, of the last day';
        create index radar_centre on radar using gist (centre);
        create index radar_ends_at on radar (ends_at);

        create index locations_towns on locations using gist (place) where geonames_id is not null;

        create function radar_fits(wish radar, person users, friend boolean) returns boolean
        language sql stable parallel safe as $$
            select (wish.interests = '{{}}'
                    or (person.interests && wish.interests and shown_to(person.interests_for, false, friend)))
                and (wish.languages = '{{}}'
                    or (person.languages && wish.languages and shown_to(person.languages_for, false, friend)))
                and (wish.age_from is null or coalesce(person.age_band between wish.age_from and wish.age_to, false))
                and (not wish.women_only or person.woman)
        $$;
        comment on function radar_fits(radar, users, boolean) is
            'whether the person is among those whom this wish names; asked in both directions';
    """)
