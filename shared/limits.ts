// Sizes that every face agrees on. They are octets of UTF-8 unless the name says otherwise. A listener's own limits
// (buffers, connections, time) belong to that gateway; here stands what a *value* may measure.

/** One channel line. Chosen so that `:nick!user@host PRIVMSG #channel :text` always fits the 512 octets of RFC 1459. */
export const MESSAGE_OCTETS = 380
/** The longest channel name, with its `#`. */
export const CHANNEL_NAME_OCTETS = 40
/** One message of several lines, with its line ends; and how many lines. */
export const MULTILINE_OCTETS = 4096
export const MULTILINE_LINES = 32
/** The client-only tags of one message, keys and values. */
export const CLIENT_TAGS_KEPT_OCTETS = 1024
/** Why somebody is away. */
export const AWAY_OCTETS = 200
export const TOPIC_OCTETS = 300
/** RFC 5536 leaves names open; 66 is what other servers store without trouble. */
export const BOARD_NAME_OCTETS = 66
export const BOARD_DESCRIPTION_OCTETS = 200
export const NAME_MIN = 2
export const NAME_MAX = 20
export const DISPLAY_NAME_OCTETS = 60
/** Long enough to resist guessing with argon2id behind it; the upper bound keeps hashing from becoming a weapon. */
export const PASSWORD_MIN = 8
export const PASSWORD_OCTETS = 1024
export const SUBJECT_OCTETS = 200
/** A whole article with its header. */
export const ARTICLE_OCTETS = 1_048_576
/** RFC 3977 §6: an article number never passes this. */
export const ARTICLE_NUMBER_MAX = 2_147_483_647
/** RFC 3977 §3.6: a message-id is at most 250 octets. */
export const MESSAGE_ID_OCTETS = 250
export const SSH_KEYS_PER_ACCOUNT = 20
export const APP_PASSWORDS_PER_ACCOUNT = 20
/** How many rows one page of anything may hold. */
export const PAGE_ROWS = 500
/** What is looked for, as it was written; and how many words or phrases. */
export const SEARCH_OCTETS = 500
export const SEARCH_TERMS = 20
/** About as much of a text as a hit shows. */
export const SNIPPET_CHARACTERS = 180
/** One line on the wall at the entrance: it fits a screen of 80 columns beside a name. */
export const ONELINER_OCTETS = 120
export const BULLETIN_OCTETS = 16_384
/** A poll's question, and each of its answers. */
export const POLL_OCTETS = 160
/** What somebody says when they knock. */
export const PAGE_OCTETS = 160
/** About as much of an mbox file as is made at a time. */
export const MBOX_SLICE_OCTETS = 262_144
