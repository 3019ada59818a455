package chattest

import (
	"fmt"
	"slices"
	"strings"

	"backtalk/internal/chat"
)

// order: what a reader sees comes in the order that chat.Reply promises, and all of it.
func (b *bench) order() error {
	q, err := quotes("The words of the passage.")
	if err != nil {
		return err
	}
	q[0].Leads = []string{"A heading that follows"}
	a := b.start(Always(&chat.Reply{
		Words: chat.Words{Lead: "The lead.", Passages: q, Text: "The text.", Choices: []chat.Choice{{Label: "Choice one?", Action: chat.Ask, Ref: "one"}},
			Link: &chat.Link{Label: "Book here", URL: "https://clinic.example/book"}},
	}))
	a.say("1", private)
	seen := a.seen()
	at := 0
	for _, part := range []string{"The lead.", "The words of the passage.", "The text.", "Choice one?", "Book here"} {
		i := strings.Index(seen[at:], part)
		if i < 0 {
			return fmt.Errorf("%q does not stand where it should in %q", part, seen)
		}
		at += i + len(part)
	}
	for _, part := range []string{"A heading that follows", "Article 0", "A section"} {
		if !strings.Contains(seen, part) {
			return fmt.Errorf("%q is not shown in %q", part, seen)
		}
	}
	linked := slices.ContainsFunc(a.Posts(), func(p Post) bool {
		return slices.Contains(p.Links, chat.Link{Label: "Book here", URL: "https://clinic.example/book"})
	})
	if !linked && !strings.Contains(seen, "https://clinic.example/book") {
		return fmt.Errorf("the link is neither live nor shown in %q", seen)
	}
	return a.done()
}

// verbatim: whatever a passage holds, a reader sees it as it stands in its file.
func (b *bench) verbatim() error {
	all, err := quotes(append(Nasty(), mixed(40)...)...)
	if err != nil {
		return err
	}
	replies := make([]*chat.Reply, len(all))
	for i, q := range all {
		replies[i] = &chat.Reply{Words: chat.Words{Lead: "Found:", Passages: []chat.Quote{q}, Text: "That is all."}}
	}
	a := b.start(Replies(replies...))
	for i, q := range all {
		a.say(fmt.Sprint(i+1), "question")
		posts := a.Posts()
		if len(posts) != i+1 {
			return fmt.Errorf("got %d posts after %d questions", len(posts), i+1)
		}
		if !strings.Contains(posts[i].Text, q.Passage.Text()) {
			return fmt.Errorf("got %q, want the passage %q in it", posts[i].Text, q.Passage.Text())
		}
	}
	return a.done()
}

// inert: nothing that anybody wrote, in any field, notifies people or hides an address behind words.
func (b *bench) inert() error {
	own := chat.Link{Label: "Book here", URL: "https://clinic.example/book"}
	for i, text := range Nasty()[:13] {
		q, err := quotes(text)
		if err != nil {
			return err
		}
		line := strings.Join(strings.Fields(text), " ")
		q[0].Leads = []string{line}
		label := cut(line, 70)
		a := b.start(Always(&chat.Reply{Words: chat.Words{Lead: line, Passages: q[:1], Text: line, Link: &own,
			Choices: []chat.Choice{{Label: label, Action: chat.Ask, Ref: "one"}}, Buttons: []chat.Button{{Label: label, Action: chat.Others, Ref: "two"}}}}))
		a.say("1", "question")
		posts := a.Posts()
		if len(posts) != 1 || !strings.Contains(posts[0].Text, q[0].Passage.Text()) || strings.Count(posts[0].Text, line) < 2 {
			return fmt.Errorf("text %d: got posts %+v, want one that shows the text everywhere", i, posts)
		}
		if len(posts[0].Mentions) != 0 {
			return fmt.Errorf("text %d mentions %q", i, posts[0].Mentions)
		}
		for _, l := range posts[0].Links {
			if l != own {
				return fmt.Errorf("text %d became the link %+v", i, l)
			}
		}
	}
	return nil
}

// cut shortens text to n characters.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// privately: the reply is for the asker alone; the public line, if there is one, tells nothing of it.
func (b *bench) privately() error {
	const secret, aside = "what nobody else may read", "Answered privately."
	q, err := quotes(secret + " in a passage")
	if err != nil {
		return err
	}
	for _, public := range []string{aside, ""} {
		a := b.start(Always(&chat.Reply{Words: chat.Words{Lead: secret, Passages: q, Text: secret}, Audience: chat.ForAskerBeside(chat.Line{Text: public})}))
		a.say("1", private)
		shown, asides := 0, 0
		for _, p := range a.Posts() {
			switch {
			case p.Private && strings.Contains(p.Text, secret):
				shown++
			case !p.Private && strings.Contains(p.Text, secret):
				return fmt.Errorf("the private reply stands in public: %+v", p)
			case !p.Private && public != "" && strings.Contains(p.Text, aside):
				asides++
			default:
				return fmt.Errorf("got %+v, want only the private reply and the aside", p)
			}
		}
		if shown != 1 || (asides == 1) != (public != "") || asides > 1 {
			return fmt.Errorf("aside %q: got %+v", public, a.Posts())
		}
		if err := a.done(); err != nil {
			return err
		}
	}
	return nil
}

// offered: what is said to one person alone about what they did not say to the bot stands nowhere else, with its control.
func (b *bench) offered() error {
	a := b.start(Always(&chat.Reply{Words: chat.Words{Lead: "what nobody else may read", Text: "call somebody",
		Buttons: []chat.Button{{Label: "Not meant", Action: chat.Misread, Ref: "k"}}}, Audience: chat.ForAsker(), Warning: true}))
	m := message("1", private)
	m.Addressed = false
	a.Message(m)
	posts := a.Posts()
	if len(posts) != 1 || !posts[0].Private || !strings.Contains(posts[0].Text, "what nobody else may read") || !strings.Contains(posts[0].Text, "Not meant") {
		return fmt.Errorf("got %+v, want one private post with its control, and nothing else", posts)
	}
	return a.done()
}

// buttons: every button is shown by its label.
func (b *bench) buttons() error {
	a := b.start(Always(&chat.Reply{Words: chat.Words{Text: "text", Buttons: []chat.Button{{Label: "Show others", Action: chat.Others, Ref: "k"},
		{Label: "Not helpful", Action: chat.Dismiss, Ref: "k"}}}}))
	a.say("1", private)
	seen := a.seen()
	first, second := strings.Index(seen, "Show others"), strings.Index(seen, "Not helpful")
	if first < 0 || second < first {
		return fmt.Errorf("got %q, want both buttons in order", seen)
	}
	return a.done()
}
