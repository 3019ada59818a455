package fakeslack

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Link is a live link: something to press that leads to an address.
type Link struct{ Label, URL string }

// rendering is what a text or a list of blocks comes to: what a person reads, whom it mentions, where it leads.
type rendering struct {
	team     *Team
	users    map[string]string // names by id
	channels map[string]string
	text     strings.Builder
	mentions []string // ids of users and groups, or "!here", "!channel", "!everyone"
	links    []Link
	controls []Control
}

// reading is how a piece of mrkdwn is to be read.
type reading struct {
	urls  bool // bare addresses become links
	names bool // @here, @name and #channel become links
	mrk   bool // * _ ~ ` and > are markup
	emoji bool
}

// sequence is something between < and >; address is a bare address.
var (
	sequence = regexp.MustCompile(`<([^<>\n]*)>`)
	address  = regexp.MustCompile(`(?i)\bhttps?://[^\s<>|"']*[^\s<>|"'.,;:!?)\]}*_~]`)
	named    = regexp.MustCompile(`(^|[\s([{"'.,;:!?*_~>-])([@#])([\pL\pN][\pL\pN._-]*)`)
)

// mrkdwn reads Slack's markup the way Slack does: first what stands between < and >, which works everywhere but in
// no quotes; then code, emphasis and quotes; at last the three entities.
func (r *rendering) mrkdwn(s string, how reading) string {
	var hidden []string // what is final already
	hide := func(s string) string {
		hidden = append(hidden, s)
		return "\x00" + string(rune(0xF0000+len(hidden)-1)) + "\x00"
	}
	s = strings.ReplaceAll(s, "\x00", "")
	s = sequence.ReplaceAllStringFunc(s, func(m string) string {
		if out, ok := r.special(m[1 : len(m)-1]); ok {
			return hide(out)
		}
		return m
	})
	if how.mrk {
		s = code(s, hide)
	}
	if how.urls {
		s = address.ReplaceAllStringFunc(s, func(m string) string {
			m = unescape(m)
			r.links = append(r.links, Link{m, m})
			return hide(m)
		})
	}
	if how.names {
		s = named.ReplaceAllStringFunc(s, func(m string) string {
			p := named.FindStringSubmatch(m)
			r.name(p[2], p[3])
			return m
		})
	}
	if how.mrk {
		s = quotes(s)
		for _, mark := range []rune{'*', '_', '~'} {
			s = emphasis(s, mark)
		}
	}
	if how.emoji {
		s = withEmoji(s)
	}
	return reveal(unescape(s), hidden)
}

// special reads what stands between < and >; it reports false for what means nothing and stays as it is.
func (r *rendering) special(in string) (string, bool) {
	body, label, labelled := strings.Cut(in, "|")
	label = unescape(label)
	switch {
	case strings.HasPrefix(body, "@"):
		id := body[1:]
		if name, ok := r.users[id]; ok {
			r.mentions = append(r.mentions, id)
			return "@" + name, true
		}
		return "", false
	case strings.HasPrefix(body, "#"):
		if name, ok := r.channels[body[1:]]; ok {
			return "#" + name, true
		}
		return "", false
	case body == "!here", body == "!channel", body == "!everyone":
		r.mentions = append(r.mentions, body)
		return "@" + body[1:], true
	case strings.HasPrefix(body, "!subteam^"):
		id := body[len("!subteam^"):]
		r.mentions = append(r.mentions, id)
		if name, ok := r.users[id]; ok {
			return "@" + name, true
		}
		return label, true
	case strings.HasPrefix(body, "!date^"):
		return label, true
	case strings.HasPrefix(body, "!"):
		if labelled {
			return "<" + label + ">", true
		}
		return "", false
	case strings.HasPrefix(body, "http://"), strings.HasPrefix(body, "https://"), strings.HasPrefix(body, "mailto:"), strings.HasPrefix(body, "tel:"):
		url := unescape(body)
		if !labelled || label == "" {
			label = strings.TrimPrefix(strings.TrimPrefix(url, "mailto:"), "tel:")
		}
		r.links = append(r.links, Link{label, url})
		return label, true
	}
	return "", false
}

// name notes what a plain @name comes to.
func (r *rendering) name(sign, name string) {
	name = strings.TrimRight(name, "._-")
	if sign == "#" {
		return
	}
	switch name {
	case "here", "channel", "everyone":
		r.mentions = append(r.mentions, "!"+name)
		return
	}
	for id, n := range r.users {
		if n == name {
			r.mentions = append(r.mentions, id)
		}
	}
}

var (
	fenced = regexp.MustCompile("(?s)```(.+?)```")
	inline = regexp.MustCompile("`([^`\n]+)`")
)

// code takes the marks of code away and keeps its content from further reading.
func code(s string, hide func(string) string) string {
	s = fenced.ReplaceAllStringFunc(s, func(m string) string {
		return hide(unescape(strings.TrimPrefix(m[3:len(m)-3], "\n")))
	})
	return inline.ReplaceAllStringFunc(s, func(m string) string { return hide(unescape(m[1 : len(m)-1])) })
}

// quotes takes the > at the beginning of quoted lines away; Slack reads &gt; there as well.
func quotes(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		for _, mark := range []string{"&gt;&gt;&gt;", ">>>", "&gt;", ">"} {
			if rest, ok := strings.CutPrefix(l, mark); ok {
				lines[i] = strings.TrimPrefix(rest, " ")
				break
			}
		}
	}
	return strings.Join(lines, "\n")
}

// emphasis takes pairs of a mark away where Slack reads them as markup: the first is not inside a word and stands
// before something, the second stands after something and is not inside a word, both in one line.
func emphasis(s string, mark rune) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = emphasisLine(l, mark)
	}
	return strings.Join(lines, "\n")
}

func emphasisLine(s string, mark rune) string {
	open := -1
	for i, c := range s {
		if c != mark {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		if open >= 0 && i > open+1 && !unicode.IsSpace(before) && !inWord(after) && after != mark {
			return s[:open] + s[open+1:i] + emphasisLine(s[i+1:], mark)
		}
		if open < 0 && !inWord(before) && before != mark && i+1 < len(s) && !unicode.IsSpace(after) && after != mark {
			open = i
		}
	}
	return s
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

// reveal puts the hidden pieces back.
func reveal(s string, hidden []string) string {
	if len(hidden) == 0 {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "\x00")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		key, after, _ := strings.Cut(rest, "\x00")
		c, _ := utf8.DecodeRuneInString(key)
		b.WriteString(reveal(hidden[c-0xF0000], hidden[:c-0xF0000]))
		s = after
	}
}
