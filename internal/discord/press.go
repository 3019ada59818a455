package discord

import (
	"cmp"
	"slices"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// deed is what an interaction comes to: a question, a press, or words to be completed. At most one of the first three
// is set; none is an interaction that nobody understands.
type deed struct {
	question *chat.Message
	press    *chat.Press
	typing   *string
	private  bool // the answer is for the asker alone
	pressed  bool // a button or a select was used, so there is a message that can be replaced
	about    chat.Place
}

// reading is what must be known to read an interaction.
type reading struct {
	bot     string // the bot's id
	space   Space
	private bool // the default of /ask
	now     time.Time
	where   func(channelID string) (chat.Place, bool) // of the message that a control is about
}

// Names of the commands and their parts.
const (
	cmdAsk     = "ask"
	cmdBook    = "book"
	cmdHelp    = "help"
	cmdPrivacy = "privacy"
	cmdStaff   = "backtalk"
	cmdFind    = voice.FindTitle
	optText    = "question"
	optPrivate = "private"
	optScope   = "where"
	scopeHere  = "here"
)

// readInteraction makes a deed of an interaction.
func readInteraction(i interaction, r reading) deed {
	person := who(i)
	if person == nil || person.ID == "" || i.ID == "" || i.ChannelID == "" {
		return deed{}
	}
	at := interactionPlace(i)
	p := &chat.Press{Place: at, ID: i.ID, Author: person.ID, Name: nameOf(i), Direct: i.GuildID == "", Staff: isStaff(i, r.space), Time: r.now}
	switch i.Type {
	case interactionAutocomplete:
		for _, o := range i.Data.Options {
			if text, ok := o.Value.(string); ok && o.Focused {
				return deed{typing: &text}
			}
		}
	case interactionCommand:
		return readCommand(i, p, r)
	case interactionComponent:
		return readControl(i, p, r)
	}
	return deed{}
}

// who is the person: in a guild a member, elsewhere a user.
func who(i interaction) *user {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User
	}
	return i.User
}

// nameOf is the name that the person goes by there.
func nameOf(i interaction) string {
	u := who(i)
	nick := ""
	if i.Member != nil {
		nick = i.Member.Nick
	}
	return cmp.Or(nick, u.GlobalName, u.Username)
}

func interactionPlace(i interaction) chat.Place {
	c := channel{ID: i.ChannelID, GuildID: i.GuildID}
	if i.Channel != nil {
		c.Type, c.ParentID = i.Channel.Type, i.Channel.ParentID
	}
	return place(c)
}

// isStaff is asked anew at every interaction: Discord tells the roles and permissions of that moment with it.
func isStaff(i interaction, s Space) bool {
	if i.Member == nil {
		return false
	}
	if len(s.Staff) > 0 {
		return slices.ContainsFunc(i.Member.Roles, func(id string) bool { return slices.Contains(s.Staff, id) })
	}
	return bits(i.Member.Permissions)&(mayManageMessages|mayAdminister) != 0
}

func readCommand(i interaction, p *chat.Press, r reading) deed {
	switch i.Data.Name {
	case cmdAsk:
		text, _ := find(i.Data.Options, optText).Value.(string)
		private, said := find(i.Data.Options, optPrivate).Value.(bool)
		if !said {
			private = r.private
		}
		return deed{private: private || p.Direct, question: &chat.Message{Place: p.Place, ID: i.ID, Author: p.Author,
			Text: plainText(text, r.bot, ""), Addressed: true, Command: true, Direct: p.Direct, Private: private || p.Direct, Staff: p.Staff, Time: r.now}}
	case cmdBook:
		p.Action = chat.Book
	case cmdHelp:
		p.Action = chat.Help
	case cmdPrivacy:
		p.Action = chat.Privacy
	case cmdStaff:
		return readStaffCommand(i, p)
	case cmdFind:
		m, ok := i.Data.Resolved.Messages[i.Data.TargetID]
		if !ok {
			return deed{}
		}
		p.Action, p.Target = chat.Find, target(m, p.Place, i.GuildID, r.bot)
	default:
		return deed{}
	}
	return deed{press: p, private: true, about: p.Place}
}

// target is the message that somebody chose from its menu. Its text is not that of a person when a bot wrote it.
func target(m message, at chat.Place, guildID, bot string) *chat.Message {
	t := &chat.Message{Place: at, ID: m.ID, Time: sentAt(m)}
	if m.Author != nil {
		t.Author = m.Author.ID
	}
	if m.GuildID = guildID; byPerson(m, bot) {
		t.Text = plainText(m.Content, bot, "")
	}
	return t
}

// ephemeral tells whether what was pressed is shown to the presser alone, in a guild.
func ephemeral(i interaction) bool { return i.Message != nil && i.Message.Flags&flagEphemeral != 0 }

func readStaffCommand(i interaction, p *chat.Press) deed {
	if len(i.Data.Options) != 1 {
		return deed{}
	}
	sub := i.Data.Options[0]
	switch p.Action = chat.Action(sub.Name); p.Action {
	case chat.Pause, chat.Resume:
		if scope, _ := find(sub.Options, optScope).Value.(string); scope == chat.Everywhere {
			p.Ref = chat.Everywhere
		}
	case chat.Status:
	default:
		return deed{}
	}
	return deed{press: p, private: true, about: p.Place}
}

func readControl(i interaction, p *chat.Press, r reading) deed {
	c, ok := parseControl(i.Data.CustomID)
	if !ok {
		return deed{}
	}
	if c.action == chooses {
		if len(i.Data.Values) != 1 {
			return deed{}
		}
		if c.action, c.ref, ok = parseValue(i.Data.Values[0]); !ok {
			return deed{}
		}
	}
	d := deed{press: p, pressed: true, private: true, about: p.Place}
	p.Action, p.Ref, p.Alone = c.action, c.ref, ephemeral(i)
	if c.message != "" {
		at := p.Place
		if c.channel != room(at) {
			if at, ok = r.where(c.channel); !ok {
				return deed{}
			}
		}
		p.Target, d.about = &chat.Message{Place: at, ID: c.message, Time: timeOf(c.message)}, at
	}
	return d
}
