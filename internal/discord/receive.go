package discord

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"backtalk/internal/chat"
)

// setting is what must be known to read a message: who the bot is, and what was configured where it was written.
type setting struct {
	bot     string // the bot's id
	role    string // of the role that came with the bot there
	channel channel
	parent  channel // of a thread
	space   Space
	title   string // of the forum post that the message opens
	staff   bool   // the author is
}

// receive makes what the handler is told of a message; false when it is not for the bot at all. Of an edit that cannot be
// told here: the courier knows whether the message had an answer.
func receive(m message, at setting) (chat.Message, bool) {
	if !byPerson(m, at.bot) {
		return chat.Message{}, false
	}
	out := chat.Message{
		Place: place(at.channel), ID: m.ID, Author: m.Author.ID, Text: plainText(m.Content, at.bot, at.role),
		To: repliesTo(m, at.bot), Answered: m.answered, Staff: at.staff, Edited: m.Edited != nil, Time: sentAt(m),
	}
	direct := m.GuildID == ""
	opens := at.parent.isForum() && m.ID == m.ChannelID
	out.Addressed = direct || mentions(m, at.bot, at.role)
	out.Direct, out.Private = direct, direct
	switch {
	case opens && slices.Contains(at.space.Forums, at.parent.ID):
		out.Opening = true
		if !at.space.ForumText && !out.Addressed { // it comes all the same where other channels need texts
			out.Text = ""
		}
		out.Text = strings.TrimSpace(at.title + "\n" + out.Text)
	case out.Addressed, listens(at):
	case out.Edited: // it may have been said to the bot before; what it says now is not
		out.Text = ""
	default:
		return chat.Message{}, false
	}
	return out, true
}

// byPerson tells whether a person wrote the message, as people do: not a bot, a webhook or Discord itself. A message
// that only one person sees comes from a command, and without its guild: it is not a direct message.
func byPerson(m message, bot string) bool {
	return m.ID != "" && m.ChannelID != "" && m.Author != nil && m.Author.ID != "" && m.Author.ID != bot && !m.Author.Bot &&
		m.WebhookID == "" && m.Flags&flagEphemeral == 0 && (m.Type == typeDefault || m.Type == typeReply)
}

// mentions tells whether the message pings the bot, by its name, by the role that came with it, or by a reply with the
// ping on, which Discord tells as a mention.
func mentions(m message, bot, role string) bool {
	return slices.ContainsFunc(m.Mentions, func(u user) bool { return u.ID == bot }) ||
		role != "" && slices.Contains(m.MentionRoles, role)
}

// listens tells whether the bot follows what is said there; a thread goes with its channel.
func listens(at setting) bool {
	return slices.Contains(at.space.Listen, at.channel.ID) || at.channel.isThread() && slices.Contains(at.space.Listen, at.parent.ID)
}

// repliesTo is whom the message replies to, when that is another person.
func repliesTo(m message, bot string) string {
	if m.Referenced.Author == nil {
		return ""
	}
	if to := m.Referenced.Author; to.ID != bot && to.ID != m.Author.ID && !to.Bot {
		return to.ID
	}
	return ""
}

func sentAt(m message) time.Time {
	if !m.Timestamp.IsZero() {
		return m.Timestamp
	}
	return timeOf(m.ID)
}

// plainText is what was typed: without the mention of the bot, and with names of emoji and commands for what Discord
// puts in their place (reference, "Message Formatting"). Of others who are mentioned only the @ is left, since ids say
// nothing and names are not told to the handler.
func plainText(content, bot, role string) string {
	var b strings.Builder
	rest := strings.ToValidUTF8(content, "\ufffd")
	for {
		before, after, opens := strings.Cut(rest, "<")
		b.WriteString(before)
		if !opens {
			return strings.TrimSpace(b.String())
		}
		inner, behind, closes := strings.Cut(after, ">")
		if shown, ok := written(inner, bot, role); closes && ok {
			b.WriteString(shown)
			rest = behind
			continue
		}
		b.WriteByte('<')
		rest = after
	}
}

// written is what people typed for what Discord put in angle brackets; false when it did not put it there.
func written(inner, bot, role string) (string, bool) {
	if id, ok := strings.CutPrefix(inner, "@"); ok {
		if id != "" && (id[0] == '!' || id[0] == '&') {
			id = id[1:]
		}
		switch {
		case !isID(id):
			return "", false
		case id == bot, id == role:
			return "", true
		}
		return "@", true
	}
	emoji := strings.Split(strings.TrimPrefix(inner, "a"), ":")
	if len(emoji) == 3 && emoji[0] == "" && isName(emoji[1]) && isID(emoji[2]) {
		return ":" + emoji[1] + ":", true
	}
	name, id, ok := strings.Cut(inner, ":")
	if ok && strings.HasPrefix(name, "/") && len(name) > 1 && isID(id) {
		return name, true
	}
	return "", false
}

func isID(s string) bool { return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == "" }

func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
