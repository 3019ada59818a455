package discord

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/chat"
)

// control is what a button or a select stands for: what it does, with what, and the message that it is about.
type control struct {
	action  chat.Action
	ref     string
	channel string // of the message that it is about, the thread where there is one; empty for none
	message string // its id
}

// chooses is the action of a select; what is chosen is told by its options.
const chooses chat.Action = "choose"

// maxRef is the longest Ref, in bytes: what package chat promises.
const maxRef = 64

func known(a chat.Action) bool {
	return slices.Contains([]chat.Action{chat.Ask, chat.Also, chat.None, chat.Show, chat.Others, chat.Reveal, chat.Find, chat.Post,
		chat.PostLink, chat.Share, chat.Remove, chat.Dismiss, chat.Clinic, chat.Consent, chat.Misread, chat.Lift,
		chat.Forget, chat.Privacy, chat.Book, chat.Help, chat.Pause, chat.Resume, chat.Status, chooses}, a)
}

// id writes a control as a custom_id, "action.channel.message.ref" with the ids in base 36; false when it does not fit.
func (c control) id() (string, bool) {
	ch, okC := short(c.channel)
	m, okM := short(c.message)
	id := strings.Join([]string{string(c.action), ch, m, c.ref}, ".")
	return id, okC && okM && (ch == "") == (m == "") && known(c.action) && len(c.ref) <= maxRef && printable(c.ref) && len(id) <= maxCustomID
}

// parseControl reads a custom_id; false for what [control.id] does not write.
func parseControl(id string) (control, bool) {
	parts := strings.SplitN(id, ".", 4)
	if len(parts) != 4 {
		return control{}, false
	}
	ch, okC := long(parts[1])
	m, okM := long(parts[2])
	c := control{chat.Action(parts[0]), parts[3], ch, m}
	again, ok := c.id()
	return c, okC && okM && ok && again == id
}

// value writes what a select's option does, "action.ref"; false when it does not fit.
func (c control) value() (string, bool) {
	v := string(c.action) + "." + c.ref
	return v, known(c.action) && c.action != chooses && len(c.ref) <= maxRef && printable(c.ref) && len(v) <= maxOptionLabel
}

func parseValue(v string) (action chat.Action, ref string, ok bool) {
	a, ref, found := strings.Cut(v, ".")
	c := control{action: chat.Action(a), ref: ref}
	_, fits := c.value()
	return c.action, ref, found && fits
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) })
}

// short writes an id in base 36, and long reads it; "" stays "".
func short(id string) (string, bool) {
	if id == "" {
		return "", true
	}
	n := number(id)
	return strconv.FormatUint(n, 36), n > 0 && strconv.FormatUint(n, 10) == id
}

func long(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	n, err := strconv.ParseUint(s, 36, 64)
	return strconv.FormatUint(n, 10), err == nil && n > 0
}
