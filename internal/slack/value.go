package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/chat"
)

// target is the message that a control is about, by Slack's ids. Its zero value is no message.
type target struct{ channel, thread, id string }

// place is where the target stands.
func (t target) place(team string) chat.Place {
	return chat.Place{Platform: platform, Space: team, Channel: t.channel, Thread: t.thread}
}

// targetOf is the message id in a place as a target; none without an id.
func targetOf(at chat.Place, id string) target {
	if id == "" {
		return target{}
	}
	return target{at.Channel, at.Thread, id}
}

// maxRef is the longest reference that a control carries, in bytes; see chat.Press.
const maxRef = 64

// encode is what a control carries: its action, the message that it is about, its reference. It fits into an option's
// value, the smallest room there is.
func encode(a chat.Action, ref string, t target) string {
	return strings.Join([]string{string(a), t.channel, t.thread, t.id, ref}, "|")
}

// decode reads what [encode] wrote. Controls come back from outside, so that only what could have been written passes.
func decode(value string) (a chat.Action, ref string, t target, ok bool) {
	parts := strings.SplitN(value, "|", 5)
	if len(parts) != 5 || len(value) > maxOptionValue {
		return "", "", target{}, false
	}
	a, ref, t = chat.Action(parts[0]), parts[4], target{parts[1], parts[2], parts[3]}
	if !known(a) || !isID(t.channel) || !isStamp(t.thread) || !isStamp(t.id) || !isRef(ref) {
		return "", "", target{}, false
	}
	if t.id == "" && t != (target{}) || t.id != "" && t.channel == "" {
		return "", "", target{}, false
	}
	return a, ref, t, true
}

// known tells whether a control may carry the action.
func known(a chat.Action) bool {
	switch a {
	case chat.Ask, chat.Also, chat.None, chat.Show, chat.Others, chat.Reveal, chat.Find, chat.Post, chat.PostLink, chat.Share,
		chat.Remove, chat.Dismiss, chat.Clinic, chat.Consent, chat.Misread, chat.Lift, chat.Forget, chat.Book, chat.Help, chat.Privacy, chat.Pause, chat.Resume, chat.Status:
		return true
	}
	return false
}

// isID tells whether s could be the id of a channel or a person, or is empty.
func isID(s string) bool {
	return len(s) <= 20 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// isStamp tells whether s could be the ts of a message or the id that this package gives a command, or is empty.
func isStamp(s string) bool { return len(s) <= 20 && strings.Trim(s, "0123456789.abcdefx") == "" }

func isRef(s string) bool {
	return len(s) <= maxRef && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// ref is the adapter's reference of a post: its channel and its ts.
func refOf(channel, ts string) string { return channel + "/" + ts }

// parseRef reads a reference.
func parseRef(ref string) (channel, ts string, ok bool) {
	channel, ts, ok = strings.Cut(ref, "/")
	return channel, ts, ok && channel != "" && ts != "" && isID(channel) && isStamp(ts)
}
