package config

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Discord is what the bot needs to know of Discord beside the token, which comes from the environment.
type Discord struct {
	APIURL string // a server that speaks Discord's protocol; empty is Discord
	Public bool   // /ask answers for everybody to see, unless asked privately; else the other way round
	TryIn  string // the only guild in which commands are registered, for trying out; empty: everywhere
}

// Slack is what the bot needs to know of Slack beside the two tokens.
type Slack struct {
	APIURL string // a server that speaks Slack's protocol; empty is Slack
}

// Space is a Discord guild or a Slack workspace, and what is special there.
type Space struct {
	Platform     string // "discord" or "slack", told by the form of the id
	ID           string
	Listen       []string // channels where it answers what is not said to it, when it is sure
	Forums       []string // Discord: forum channels where it answers new posts
	ForumText    bool     // Discord: reads the whole post, which needs the message content intent; else its title
	Staff        []string // Discord: role ids; Slack: ids of users and user groups
	StaffChannel Channel  // where staff are told things; empty: nowhere
	CreditByName bool     // what staff post shows who checked it; else "the clinic's team"
	BookingURL   string   // in the place of clinic.booking_url
}

// Channel is a channel of one of the platforms.
type Channel struct{ Platform, Space, ID string }

// forms are the forms of a platform's ids: numbers of up to 20 digits on Discord (64 bits, docs.discord.com
// /developers/reference), a letter for the kind and capitals or digits on Slack.
type forms struct{ space, channel, who *regexp.Regexp }

func discordForms() forms {
	id := regexp.MustCompile(`^[0-9]{15,20}$`)
	return forms{id, id, id}
}

func slackForms() forms {
	return forms{regexp.MustCompile(`^[TE][A-Z0-9]{2,20}$`), regexp.MustCompile(`^[CG][A-Z0-9]{2,20}$`), regexp.MustCompile(`^[UWS][A-Z0-9]{2,20}$`)}
}

func (r *reader) discord(e entry, d *Discord) {
	r.section(e, []key{
		{"api_url", func(e entry) { r.address(e, &d.APIURL) }},
		{"ask", func(e entry) {
			var how string
			if r.line(e, &how, maxText) {
				if how != "private" && how != "public" {
					r.fault(e.line, "%s: write private (only the asker sees the answer to /ask) or public", e.path)
				}
				d.Public = how == "public"
			}
		}},
		{"try_in", func(e entry) {
			r.id(e, &d.TryIn, discordForms().space, "a Discord server's id, a number such as 123456789012345678")
		}},
	})
}

func (r *reader) slack(e entry, s *Slack) {
	r.section(e, []key{{"api_url", func(e entry) { r.address(e, &s.APIURL) }}})
}

// spaces reads what is special in guilds and workspaces, by id.
func (r *reader) spaces(e entry) []Space {
	entries, _ := r.entries(e)
	spaces := map[string]Space{}
	for _, e := range entries {
		s := Space{ID: e.name}
		switch {
		case discordForms().space.MatchString(e.name):
			s.Platform = "discord"
		case slackForms().space.MatchString(e.name):
			s.Platform = "slack"
		default:
			r.fault(e.line, "%s: write a Discord server's id (a number such as \"123456789012345678\") or a Slack workspace's (such as T0123ABCD)", masked(e.path))
			continue
		}
		if _, twice := spaces[s.ID]; twice {
			r.fault(e.line, "%s stands here a second time; put the two together", masked(e.path))
			continue
		}
		r.space(e, &s)
		spaces[s.ID] = s
	}
	return slices.SortedFunc(maps.Values(spaces), func(a, b Space) int { return strings.Compare(a.ID, b.ID) })
}

func (r *reader) space(e entry, s *Space) {
	form, whose := discordForms(), "a role's id"
	if s.Platform == "slack" {
		form, whose = slackForms(), "a user's or user group's id, such as U0123ABCD or S0123ABCD"
	}
	keys := []key{
		{"listen", func(e entry) { s.Listen = r.ids(e, form.channel, "a channel's id") }},
		{"staff", func(e entry) { s.Staff = r.ids(e, form.who, whose) }},
		{"staff_channel", func(e entry) { r.staffChannel(e, s) }},
		{"staff_credit", func(e entry) {
			var how string
			if r.line(e, &how, maxText) {
				if how != "name" && how != "team" {
					r.fault(e.line, "%s: write team (\"checked by the clinic's team\") or name (the name of who posted it)", e.path)
				}
				s.CreditByName = how == "name"
			}
		}},
		{"booking_url", func(e entry) { r.address(e, &s.BookingURL) }},
	}
	if s.Platform == "discord" {
		keys = append(keys,
			key{"forums", func(e entry) { s.Forums = r.ids(e, form.channel, "a forum channel's id") }},
			key{"forum_text", func(e entry) { r.decision(e, &s.ForumText) }})
	}
	r.section(e, keys)
}

// staffChannel reads a channel of this space, or "slack:T0123/C0123" and "discord:1234/5678" for one elsewhere.
func (r *reader) staffChannel(e entry, s *Space) {
	var text string
	if !r.line(e, &text, maxText) {
		return
	}
	c := Channel{s.Platform, s.ID, text}
	if platform, rest, elsewhere := strings.Cut(text, ":"); elsewhere {
		space, id, _ := strings.Cut(rest, "/")
		c = Channel{strings.TrimSpace(platform), strings.TrimSpace(space), strings.TrimSpace(id)}
	}
	switch {
	case c.Platform == "discord" && discordForms().holds(c), c.Platform == "slack" && slackForms().holds(c):
		s.StaffChannel = c
	default:
		r.fault(e.line, "%s: write the channel's id, or for a channel elsewhere slack:WORKSPACE/CHANNEL or discord:SERVER/CHANNEL", e.path)
	}
}

func (f forms) holds(c Channel) bool {
	return f.space.MatchString(c.Space) && f.channel.MatchString(c.ID)
}

// id reads one id of a form.
func (r *reader) id(e entry, to *string, form *regexp.Regexp, what string) {
	var text string
	if !r.line(e, &text, maxText) {
		return
	}
	if !form.MatchString(text) {
		r.fault(e.line, "%s: write %s", e.path, what)
		return
	}
	*to = text
}

// ids reads a list of ids of a form; a single one counts as a list of one.
func (r *reader) ids(e entry, form *regexp.Regexp, what string) []string {
	items := []ast.Node{e.value}
	if list, ok := e.value.(*ast.SequenceNode); ok {
		items = list.Values
	}
	var all []string
	for _, item := range items {
		at, id := entry{e.path, e.name, e.line, item}, ""
		if item != nil && lineOf(item) > 0 {
			at.line = lineOf(item)
		}
		r.id(at, &id, form, what)
		switch {
		case id == "":
		case slices.Contains(all, id):
			r.fault(at.line, "%s: the same id stands here twice; keep one", e.path)
		default:
			all = append(all, id)
		}
	}
	return all
}
