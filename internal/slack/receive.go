package slack

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
)

// platform is what this adapter is called.
const platform = "slack"

// identity is who the bot is.
type identity struct {
	team, user, bot, url string
	scopes               string // that its token has, as Slack lists them; empty when Slack did not say
}

// heard is a message that somebody wrote, changed or deleted.
type heard struct {
	chat.Message
	mentioned bool   // it names the bot
	others    bool   // it names somebody else
	inThread  bool   // it is a reply in a thread
	shared    bool   // strangers read it (Slack Connect)
	gone      bool   // it was deleted: only its place, ID and author count
	version   string // of a message that was changed; see [versionOf]
}

// receive turns an event into what was heard; false for everything that is no message of a person's.
func receive(e event, who identity) (heard, bool) {
	in := e.Event
	if in.Channel == "" || in.Type != "message" && in.Type != "app_mention" {
		return heard{}, false
	}
	h := heard{shared: e.Shared}
	m := in.said
	switch in.Subtype {
	case "message_changed":
		if in.Message == nil || in.Previous == nil {
			return heard{}, false
		}
		m = *in.Message
		switch {
		case m.Subtype == "tombstone":
			m, h.gone = *in.Previous, true
		case m.Text == in.Previous.Text: // Slack added a link's preview
			return heard{}, false
		}
		if h.Edited = !h.gone; h.Edited && m.Edited != nil {
			h.version = versionOf(m.Edited.TS, in.TS)
		}
	case "message_deleted":
		if in.Previous == nil {
			return heard{}, false
		}
		m, h.gone = *in.Previous, true
		if m.TS == "" {
			m.TS = in.DeletedTS
		}
	}
	if !m.human(who.user) {
		return heard{}, false
	}
	h.Place = chat.Place{Platform: platform, Space: who.team, Channel: in.Channel, Thread: m.thread()}
	h.ID, h.Author, h.Time = m.TS, m.User, stampTime(m.TS)
	h.inThread = m.ThreadTS != "" && m.ThreadTS != m.TS
	h.Direct = in.ChannelType == "im" || in.ChannelType == "" && strings.HasPrefix(in.Channel, "D")
	if h.gone {
		return h, true
	}
	h.Text, h.mentioned, h.others = typed(m.Text, who.user)
	h.mentioned = h.mentioned || in.Type == "app_mention"
	h.Addressed = h.mentioned || h.Direct
	h.Private = h.Direct
	if h.inThread && m.ParentUser != who.user && m.ParentUser != m.User {
		h.To = m.ParentUser
	}
	h.Answered = slices.ContainsFunc(m.ReplyUsers, func(u string) bool { return u != m.User && u != who.user })
	return h, true
}

// stampTime is the time in a ts, such as "1700000000.000100".
func stampTime(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || s < 0 {
		return time.Time{}
	}
	us, err := strconv.ParseInt(micros, 10, 64)
	if err != nil || us < 0 || us >= 1_000_000 {
		us = 0
	}
	return time.Unix(s, us*1000)
}
