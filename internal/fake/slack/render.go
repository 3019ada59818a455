package fakeslack

import (
	"slices"
	"strconv"
	"strings"
)

// rendering makes an empty rendering for a team.
func (t *Team) rendering() *rendering {
	s := t.s
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &rendering{team: t, users: map[string]string{}, channels: map[string]string{}}
	for id, u := range s.users {
		if u.Team == t {
			r.users[id] = u.Name
		}
	}
	for _, g := range t.groups {
		r.users[g.ID] = g.Handle
	}
	for id, c := range s.channels {
		if c.Team == t && c.Kind == Public {
			r.channels[id] = c.Name
		}
	}
	return r
}

// show reads a message: its blocks, or its text when it has none.
func (m Message) show() *rendering {
	r := m.team.rendering()
	if len(m.Blocks) > 0 {
		r.blocks(m.Blocks)
		return r
	}
	r.text.WriteString(r.topLevel(m))
	return r
}

// topLevel reads the text argument of a message. A person's text is in its final form already.
func (r *rendering) topLevel(m Message) string {
	return r.mrkdwn(m.Text, reading{urls: m.FromBot && !m.how.none, names: m.how.names, mrk: true, emoji: true})
}

// Rendered is how the message reads for a person: rich text and plain text to the letter, markup as Slack shows it,
// links as their label, buttons as [label], a menu as [placeholder ▾]. Blocks stand on lines of their own.
func (m Message) Rendered() string { return m.show().text.String() }

// Spoken is what a screen reader reads, and a notification shows: the top-level text alone, when there is one.
func (m Message) Spoken() string {
	if m.Text == "" {
		return m.Rendered()
	}
	return m.team.rendering().topLevel(m)
}

// Links are the live links, link buttons included.
func (m Message) Links() []Link { return m.show().links }

// Controls are the buttons and menus.
func (m Message) Controls() []Control { return m.show().controls }

// Mentions are the ids of the people and groups that the message names in a way that notifies them, and "!here",
// "!channel" or "!everyone". Mentions in the top-level text count even where blocks hide it: a bot that should ping
// nobody must not rely on that.
func (m Message) Mentions() []string {
	r := m.show()
	if len(m.Blocks) > 0 {
		r.topLevel(m)
	}
	slices.Sort(r.mentions)
	return slices.Compact(r.mentions)
}

// line begins a new line, unless at the beginning.
func (r *rendering) line() {
	if s := r.text.String(); s != "" && !strings.HasSuffix(s, "\n") {
		r.text.WriteByte('\n')
	}
}

func (r *rendering) blocks(blocks []object) {
	for _, b := range blocks {
		r.line()
		r.block(b)
	}
}

func (r *rendering) block(b object) {
	id, _ := b["block_id"].(string)
	switch b["type"] {
	case "section":
		parts := []string{r.textObject(b["text"])}
		fields, _ := b["fields"].([]any)
		for _, f := range fields {
			parts = append(parts, r.textObject(f))
		}
		r.text.WriteString(strings.Trim(strings.Join(parts, "\n"), "\n"))
	case "header":
		r.text.WriteString(r.textObject(b["text"]))
	case "context":
		var parts []string
		list, _ := b["elements"].([]any)
		for _, e := range list {
			parts = append(parts, r.textObject(e))
		}
		r.text.WriteString(strings.Join(parts, " "))
		return
	case "rich_text":
		r.rich(b["elements"], "", nil)
		return
	case "input":
		r.text.WriteString(r.textObject(b["label"]))
		if h := r.textObject(b["hint"]); h != "" {
			r.text.WriteString("\n" + h)
		}
	case "image":
		s, _ := b["alt_text"].(string)
		r.text.WriteString(strings.Trim(r.textObject(b["title"])+"\n"+s, "\n"))
	}
	for _, e := range elementsOf(b) {
		r.control(id, e)
	}
}

// textObject reads a text object; an image reads as its alternative text.
func (r *rendering) textObject(v any) string {
	o, _ := v.(object)
	s, _ := o["text"].(string)
	switch o["type"] {
	case "mrkdwn":
		verbatim, _ := o["verbatim"].(bool)
		return r.mrkdwn(s, reading{urls: !verbatim, names: !verbatim, mrk: true, emoji: true})
	case "plain_text":
		if on, ok := o["emoji"].(bool); ok && !on {
			return s
		}
		return withEmoji(s)
	case "image":
		alt, _ := o["alt_text"].(string)
		return alt
	}
	return s
}

// rich reads elements of rich text, each text to the letter. Number is for the items of a list.
func (r *rendering) rich(v any, prefix string, number func(i int) string) {
	list, _ := v.([]any)
	for i, e := range list {
		o, _ := e.(object)
		text, _ := o["text"].(string)
		if number != nil {
			r.line()
			r.text.WriteString(prefix + number(i))
		}
		switch o["type"] {
		case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
			if number == nil {
				r.line()
			}
			r.rich(o["elements"], "", nil)
		case "rich_text_list":
			indent, _ := o["indent"].(float64)
			r.rich(o["elements"], strings.Repeat("  ", int(indent)), numbering(o["style"]))
		case "link":
			url, _ := o["url"].(string)
			if text == "" {
				text = url
			}
			r.links = append(r.links, Link{text, url})
			r.text.WriteString(text)
		case "user", "usergroup", "broadcast":
			r.text.WriteString(r.richMention(o))
		case "channel":
			id, _ := o["channel_id"].(string)
			r.text.WriteString("#" + r.channels[id])
		case "emoji":
			name, _ := o["name"].(string)
			r.text.WriteString(withEmoji(":" + name + ":"))
		case "date":
			fallback, _ := o["fallback"].(string)
			r.text.WriteString(fallback)
		default:
			r.text.WriteString(text)
		}
	}
}

func numbering(style any) func(int) string {
	if style == "ordered" {
		return func(i int) string { return strconv.Itoa(i+1) + ". " }
	}
	return func(int) string { return "• " }
}

func (r *rendering) richMention(o object) string {
	for _, key := range []string{"user_id", "usergroup_id"} {
		if id, ok := o[key].(string); ok {
			r.mentions = append(r.mentions, id)
			return "@" + r.users[id]
		}
	}
	scope, _ := o["range"].(string)
	r.mentions = append(r.mentions, "!"+scope)
	return "@" + scope
}
