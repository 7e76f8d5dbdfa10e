"""Pieces that statements about rooms are made of: `$1` is the viewer, `$2` the instant, `m` a message."""

CLOSES_AFTER = "7 days"  # an event's room can be read afterwards, but nothing more is said in it

CLOSES = f"""least(room.closed_at, (
    select e.ends_at + interval '{CLOSES_AFTER}' from events e where e.id = room.event_id
))"""

# A room is there for its present members, a group also for those who left it, up to there; a direct room only while
# both may see each other, an event's only for those who may see the event.
READABLE = """
    from members mine join rooms room on room.id = mine.room_id
    where (mine.left_at is null or room.kind = 'group') and (room.kind <> 'direct' or not exists (
        select from members other
        where other.room_id = room.id and other.user_id <> mine.user_id and not visible(mine.user_id, other.user_id)
    )) and (room.kind <> 'event' or exists (
        select from events e where e.id = room.event_id and may_see_event(mine.user_id, e)
    ))
"""
MINE = f"{READABLE} and mine.left_at is null"

REQUEST = """
    case when room.kind = 'direct' and room.accepted_at is null
        then case when room.opened_by = $1 then 'mine' else 'theirs' end
    end
"""

THERE = "(m.expires_at is null or m.expires_at > $2)"
SEEN = f"(m.author_id is null or visible($1, m.author_id)) and {THERE}"

ATTACHED = """(
    select coalesce(json_agg(json_build_object(
        'id', u.id, 'kind', u.kind, 'state', u.state, 'width', u.width, 'height', u.height, 'blurhash', u.blurhash,
        'seconds', u.seconds, 'peaks', u.peaks, 'alt', a.alt
    ) order by a.n), '[]')
    from attachments a join uploads u on u.id = a.media_id
    where a.room_id = m.room_id and a.message_id = m.id and u.gone_at is null {one}
)"""

# Until when the share of a card goes on, for somebody; null when it is over, or not for them.
GOES_ON = """(
    select s.until from position_shares s
    where s.id = (m.share ->> 'share_id')::uuid and s.user_id = m.author_id and s.room_id = m.room_id
        and s.until > $2 and share_reaches(s, {viewer})
)"""

MESSAGE = f"""
    json_build_object(
        'id', m.id, 'room_id', m.room_id, 'seq', m.seq,
        'author', (select person_card(users) from users where users.id = m.author_id),
        'body', case when m.deleted_at is null then m.body else '' end,
        'reply_to', (
            select quoted.id from messages quoted
            where quoted.room_id = m.room_id and quoted.id = m.reply_to
                and (quoted.author_id is null or visible($1, quoted.author_id))
                and (quoted.expires_at is null or quoted.expires_at > $2)
        ),
        'sent_at', m.sent_at, 'edited_at', m.edited_at, 'deleted_at', m.deleted_at, 'deleted_by', m.deleted_by,
        'reactions', (
            select coalesce(json_agg(json_build_object('emoji', emoji, 'count', n, 'mine', mine) order by first), '[]')
            from (
                select emoji, count(*) as n, bool_or(user_id = $1) as mine, min(reacted_at) as first
                from reactions r
                where r.room_id = m.room_id and r.message_id = m.id and visible($1, r.user_id)
                group by emoji
            ) tally
        ),
        'mentions', case when m.mentions = '{{}}' then '[]'::json else (
            select coalesce(json_agg(called order by n), '[]')
            from unnest(m.mentions) with ordinality as calls(called, n) where visible($1, called)
        ) end,
        'here', m.here, 'system', m.system, 'preview', m.preview, 'pinned', m.pinned_at is not null,
        'share', case
            when m.share ->> 'kind' = 'position' then jsonb_build_object(
                'kind', 'position', 'share_id', m.share -> 'share_id', 'until', {GOES_ON.format(viewer="$1")}
            )
            when m.share is null or m.share ->> 'kind' = 'place' or exists (
                select from events e where e.id = (m.share ->> 'event_id')::uuid and may_see_event($1, e)
            ) then m.share
        end,
        'expires_at', m.expires_at,
        'attachments', case when m.attached then {ATTACHED.format(one="")} else '[]'::json end,
        'sealed', m.sealed
    )
"""

# In an event's room guests are shown as its guest list is, but for whoever hosts and whoever has spoken there.
SHOWN = """
    ({member}.user_id = $1 or not exists (
        select from rooms r join events e on e.id = r.event_id
        where r.id = {member}.room_id and not shows_guests($1, e) and e.host_id <> {member}.user_id
            and not exists (select from event_hosts h where h.event_id = e.id and h.user_id = {member}.user_id)
            and not exists (
                select from messages m where m.room_id = r.id and m.author_id = {member}.user_id and m.system is null
            )
    ))
"""

UNREAD = f"""
    m.room_id = room.id and m.seq > greatest(mine.read_seq, mine.joined_seq)
        and (mine.left_seq is null or m.seq <= mine.left_seq)
        and m.author_id <> $1 and m.deleted_at is null and m.system is null and {SEEN}
"""

CARD = f"""
    json_build_object(
        'id', room.id, 'kind', room.kind, 'event_id', room.event_id, 'title', room.title, 'avatar_id', room.avatar_id,
        'people', case when room.kind <> 'direct' then '[]'::json else (
            select coalesce(json_agg(person_card(users)), '[]') from members other
            join users on users.id = other.user_id
            where other.room_id = room.id and other.user_id <> $1
        ) end,
        'member_count', (
            select count(*) from members other
            where other.room_id = room.id and other.left_at is null and visible($1, other.user_id) and (
                room.event_id is null or {SHOWN.format(member="other")}
                or (select e.guest_list <> 'hidden' from events e where e.id = room.event_id)
            )
        ),
        'unread', (select count(*) from (select from messages m where {UNREAD} limit 100) unread),
        'mentions', (
            select count(*) from (
                select from messages m
                where (m.here or m.mentions <> '{{}}') and (m.here or $1 = any(m.mentions)) and {UNREAD}
                    and not muted($1, m.author_id, $2)
                limit 100
            ) called
        ),
        'read_seq', mine.read_seq,
        'last', (
            select {MESSAGE} from messages m
            where m.room_id = room.id and m.seq > mine.joined_seq
                and (mine.left_seq is null or m.seq <= mine.left_seq) and {SEEN}
            order by m.seq desc limit 1
        ),
        'draft', mine.draft, 'request', {REQUEST},
        'closed_at', case when {CLOSES} <= $2 then {CLOSES} end, 'closes_at', {CLOSES},
        'muted_until', case when mine.muted_until > $2 then mine.muted_until end,
        'mute_mentions', mine.mute_mentions, 'left_at', mine.left_at, 'secret', room.secret
    )
"""
