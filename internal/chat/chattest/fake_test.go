package chattest

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/chat"
)

// flaw is one way in which an adapter can break the contract.
type flaw string

// fake is an adapter that can do everything, in memory, with at most one flaw.
type fake struct {
	Setup
	flaw flaw

	mu       sync.Mutex
	accepted map[string]bool
	order    []string
	posts    map[string]Post // by the key of what is answered
}

func newFake(s Setup, f flaw) *fake {
	return &fake{Setup: s, flaw: f, accepted: map[string]bool{}, posts: map[string]Post{}}
}

func (f *fake) accept(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	twice := f.accepted[key]
	f.accepted[key] = true
	return !twice || f.flaw == "answers redeliveries"
}

// Message delivers a message.
func (f *fake) Message(m chat.Message) {
	if !f.accept(fmt.Sprint(m.Key(), m.Edited)) || f.flaw == "same words are twins" && !f.accept(m.Text) {
		return
	}
	switch f.flaw {
	case "logs words":
		f.Log.Info("message", "text", m.Text)
	case "alters words":
		m.Text = strings.ReplaceAll(m.Text, "&amp;", "&")
	case "all are addressed":
		m.Addressed = true
	case "calls twice":
		f.Handler.Message(context.Background(), m)
	}
	if f.flaw == "new key at a change" && m.Edited {
		m.ID += "-changed"
	}
	key := m.Key()
	if m.Edited && f.flaw == "posts changes anew" {
		key += "/again"
	}
	f.post(key, f.call(func(ctx context.Context) *chat.Reply { return f.Handler.Message(ctx, m) }))
}

// Press delivers a press.
func (f *fake) Press(p chat.Press) {
	if f.accept("press/" + p.ID) {
		if f.flaw == "loses the ref" {
			p.Ref = ""
		}
		f.post("press/"+p.ID, f.call(func(ctx context.Context) *chat.Reply { return f.Handler.Press(ctx, p) }))
	}
}

// Delete deletes a message.
func (f *fake) Delete(m chat.Message) {
	if f.flaw != "forgets nothing" {
		f.Handler.Forget(context.Background(), m.Key())
	}
}

func (f *fake) call(do func(context.Context) *chat.Reply) (r *chat.Reply) {
	ctx := context.Background()
	if f.flaw != "no deadline" {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, f.Deadline)
		defer cancel()
	}
	defer func() {
		if p := recover(); p != nil {
			r = &chat.Reply{Words: chat.Words{Text: "sorry"}}
			switch f.flaw {
			case "tells the panic":
				r.Text = fmt.Sprint(p)
			case "swallows the panic":
				r = nil
			case "does not log the panic":
				return
			}
			f.Log.Error("the handler panicked")
		}
	}()
	r = do(ctx)
	if ctx.Err() != nil && f.flaw == "drops late replies" {
		return nil
	}
	return r
}

func (f *fake) post(key string, r *chat.Reply) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r == nil {
		if f.flaw == "posts silence" {
			f.add(key, Post{Text: "..."})
		}
		return
	}
	if r.Private() && r.Beside().Text != "" && f.flaw != "no aside" {
		f.add(key+"/aside", Post{Text: r.Beside().Text})
	}
	if r.Private() && r.Beside().Text == "" && f.flaw == "a line beside an offer" {
		f.add(key+"/line", Post{Text: "..."})
	}
	if f.flaw == "answers redeliveries" {
		key += fmt.Sprint("/", len(f.order))
	}
	f.add(key, f.render(r))
	if f.flaw == "posts twice" {
		f.add(key+"/again", f.render(r))
	}
}

func (f *fake) add(key string, p Post) {
	if _, there := f.posts[key]; !there {
		f.order = append(f.order, key)
	}
	f.posts[key] = p
}

func (f *fake) render(r *chat.Reply) Post {
	p := Post{Private: r.Private() && f.flaw != "private is public"}
	lead := r.Lead
	if f.flaw == "lead last" {
		lead = ""
	}
	parts := []string{lead}
	for _, q := range r.Passages {
		text := q.Passage.Text()
		if f.flaw == "trims lines" {
			text = regexp.MustCompile(`[ \t]+\n`).ReplaceAllString(text, "\n")
		}
		if f.flaw == "escapes twice" {
			text = strings.ReplaceAll(text, "*", `\*`)
		}
		parts = append(parts, text, q.Passage.Document().Title, q.Passage.Heading())
		if f.flaw != "no headings" {
			parts = append(parts, q.Leads...)
		}
	}
	parts = append(parts, r.Text)
	for _, c := range r.Choices {
		parts = append(parts, c.Label)
	}
	if r.Link != nil {
		parts = append(parts, r.Link.Label)
		p.Links = []chat.Link{*r.Link}
		if f.flaw == "no link" {
			p.Links = nil
		}
	}
	for _, b := range r.Buttons {
		if f.flaw != "no buttons" {
			parts = append(parts, b.Label)
		}
	}
	if f.flaw == "lead last" {
		parts = append(parts, r.Lead)
	}
	p.Text = strings.Join(parts, "\n")
	if f.flaw == "mentions" && strings.Contains(p.Text, "@everyone") {
		p.Mentions = []string{"everyone"}
	}
	if f.flaw == "live markup" && strings.Contains(p.Text, "](https") {
		p.Links = append(p.Links, chat.Link{Label: "here", URL: "https://evil.example/a"})
	}
	return p
}

// Posts is what stands there.
func (f *fake) Posts() []Post {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []Post
	for _, key := range f.order {
		all = append(all, f.posts[key])
	}
	return all
}

// Close ends nothing.
func (f *fake) Close() error { return nil }

func fakeSuite(f flaw) Suite {
	return Suite{New: func(_ testing.TB, s Setup) Adapter { return newFake(s, f) },
		Can: []Ability{Redelivery, Editing, Deleting, Pressing, Buttons, Privacy, Overhears}}
}
