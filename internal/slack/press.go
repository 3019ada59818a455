package slack

import (
	"cmp"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
)

// surface is where an interaction happened.
func (in interaction) surface() string {
	switch {
	case in.View != nil && in.View.Type == "home":
		return "home"
	case in.View != nil:
		return "modal"
	}
	return "message"
}

// at is the place of an interaction. What belongs to no channel happens in the direct message with the person, which
// their own id names.
func (in interaction) at(team string) (place chat.Place, direct bool) {
	channel := cmp.Or(in.Container.ChannelID, in.Channel.ID)
	if channel == "" {
		return chat.Place{Platform: platform, Space: team, Channel: in.User.ID}, true
	}
	place = chat.Place{Platform: platform, Space: team, Channel: channel}
	if in.Type != "message_action" {
		place.Thread = in.Container.ThreadTS
	}
	return place, strings.HasPrefix(channel, "D")
}

// id tells repeats of an interaction from new ones.
func (in interaction) id() string {
	ts := in.ActionTS
	for _, a := range in.Actions {
		ts = cmp.Or(a.TS, ts)
	}
	if in.View != nil && ts == "" {
		return short(in.User.ID, in.View.ID, in.View.Hash)
	}
	if ts == "" {
		return short(in.User.ID, in.TriggerID)
	}
	what := ""
	if len(in.Actions) > 0 {
		what = in.Actions[0].ID
	}
	return short(in.User.ID, ts, what)
}

// short makes an id of parts, such as [isStamp] takes.
func short(parts ...string) string {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p + "\x00")) // a hash takes everything
	}
	return "x" + strconv.FormatUint(h.Sum64(), 16)
}

// pressed turns a used control into a press; false for links and for what no reply of ours can hold.
func pressed(in interaction, team string, now time.Time) (chat.Press, bool) {
	if len(in.Actions) == 0 || in.User.ID == "" {
		return chat.Press{}, false
	}
	a, ref, t, ok := decode(in.Actions[0].carried())
	if !ok {
		return chat.Press{}, false
	}
	p := in.press(a, ref, team, now)
	p.Target = t.message(team)
	return p, true
}

// press is a press by the person of an interaction.
func (in interaction) press(a chat.Action, ref, team string, now time.Time) chat.Press {
	at, direct := in.at(team)
	return chat.Press{Place: at, ID: in.id(), Author: in.User.ID, Action: a, Ref: ref, Direct: direct, Alone: in.alone(), Time: now}
}

// alone tells whether only the presser sees where it happened: a message shown to them alone, a form, their Home tab.
func (in interaction) alone() bool { return in.Container.Ephemeral || in.View != nil }

// message is the target as far as a control knows it; nil for none.
func (t target) message(team string) *chat.Message {
	if t.id == "" {
		return nil
	}
	return &chat.Message{Place: t.place(team), ID: t.id, Time: stampTime(t.id)}
}

// shortcut turns "Find an answer" on a message into a press. The text of the bot's own messages is left out: they are
// answers, not questions.
func shortcut(in interaction, who identity, now time.Time) (chat.Press, bool) {
	if in.Message == nil || in.Message.TS == "" || in.User.ID == "" || in.Channel.ID == "" {
		return chat.Press{}, false
	}
	p := in.press(chat.Find, "", who.team, now)
	at := p.Place
	at.Thread = in.Message.thread()
	p.Target = &chat.Message{Place: at, ID: in.Message.TS, Author: in.Message.User, Direct: p.Direct, Time: stampTime(in.Message.TS)}
	if in.Message.User != who.user && in.Message.BotID == "" {
		p.Target.Text, _, _ = typed(in.Message.Text, who.user)
	}
	return p, true
}

// command is a slash command.
type command struct {
	Command     string `json:"command"`
	Text        string `json:"text"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	UserID      string `json:"user_id"`
	ChannelID   string `json:"channel_id"`
}

func (c command) at(team string) chat.Place {
	return chat.Place{Platform: platform, Space: team, Channel: c.ChannelID}
}

func (c command) direct() bool { return strings.HasPrefix(c.ChannelID, "D") }

// press reads the commands that are one word; false for a question.
func (c command) press(team string, now time.Time) (chat.Press, bool) {
	words := strings.Fields(strings.ToLower(c.Text))
	p := chat.Press{Place: c.at(team), ID: short(c.UserID, c.TriggerID), Author: c.UserID, Direct: c.direct(), Time: now}
	if len(words) == 0 || len(words) > 2 {
		return p, false
	}
	switch a := chat.Action(words[0]); a {
	case chat.Help, chat.Book, chat.Privacy, chat.Status:
		p.Action = a
		return p, len(words) == 1
	case chat.Pause, chat.Resume:
		p.Action = a
		if len(words) == 1 {
			return p, true
		}
		p.Ref = chat.Everywhere
		return p, words[1] == "everywhere" || words[1] == "all"
	}
	return p, false
}

// message is the command's question.
func (c command) message(who identity, now time.Time) chat.Message {
	text, _, _ := typed(c.Text, who.user)
	return chat.Message{Place: c.at(who.team), ID: short(c.UserID, c.TriggerID), Author: c.UserID, Text: text,
		Addressed: true, Private: true, Command: true, Direct: c.direct(), Time: now}
}
