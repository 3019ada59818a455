package slack

import (
	"fmt"
	"slices"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// surface is where a reply is shown.
type surface struct {
	public bool   // everybody in a channel sees it
	modal  bool   // a form, whose own button posts
	whole  bool   // passages are shown to their end
	about  target // what its controls are about
}

// post is a message as Slack takes it: blocks for the eye, and all of it once more in plain words, which is what a
// screen reader reads and a notification shows (docs.slack.dev/reference/methods/chat.postMessage, Accessibility).
type post struct {
	blocks []api.Block
	text   string
}

// render is the reply as Slack shows it. Nothing in it is markup: words stand in rich_text and plain_text, which Slack
// shows to the letter.
func render(r *chat.Reply, at surface) post {
	var p page
	l, left := voice.Lay(r), replyChars
	var cut []*voice.Quote
	for _, part := range l.Parts {
		switch {
		case part.Quote != nil:
			if p.quote(part.Quote, at.whole, &left) {
				cut = append(cut, part.Quote)
			}
		case part.Kind == voice.SmallPrint:
			p.small(part.Text)
		case part.Label != "":
			p.say(part.Label + "\n" + part.Text)
		default:
			p.say(part.Text)
		}
	}
	buttons := l.Buttons
	if len(cut) > 0 {
		buttons = append([]chat.Button{cut[0].Whole(false)}, buttons...)
	}
	p.controls(l.Choices, l.AllLinks(), buttons, at)
	return p.done()
}

// page is a post in the making.
type page struct {
	blocks []api.Block
	spoken []string
}

func (p *page) done() post {
	text := strings.Join(p.spoken, "\n\n")
	if len(p.blocks) == 0 {
		p.small(voice.NothingShown)
		text = voice.NothingShown
	}
	// Escaping makes text longer, so that it is cut after it, never inside an entity.
	text = escape(text)
	if r := []rune(text); len(r) > maxText {
		text = string(r[:maxText-1])
		if amp := strings.LastIndexByte(text, '&'); amp > len(text)-len("&amp;") {
			text = text[:amp]
		}
		text += "…"
	}
	return post{p.blocks[:min(len(p.blocks), maxBlocks)], text}
}

// say adds a paragraph of the bot's own.
func (p *page) say(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.spoken = append(p.spoken, text)
	p.blocks = append(p.blocks, api.NewRichTextBlock("", api.NewRichTextSection(literal(text, false))))
}

// small adds a line in small print.
func (p *page) small(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.spoken = append(p.spoken, text)
	p.blocks = append(p.blocks, api.NewContextBlock("", plain(clip(text, maxPlain))))
}

// literal is text that Slack shows to the letter.
func literal(text string, bold bool) *api.RichTextSectionTextElement {
	var style *api.RichTextSectionTextStyle
	if bold {
		style = &api.RichTextSectionTextStyle{Bold: true}
	}
	return api.NewRichTextSectionTextElement(text, style)
}

// plain is a text object without markup and without emoji codes.
func plain(text string) *api.TextBlockObject {
	return api.NewTextBlockObject(api.PlainTextType, text, false, false)
}

// controls adds what can be pressed: first the choices, then the links, then the buttons. In public there are few.
func (p *page) controls(choices []chat.Choice, links []chat.Link, buttons []chat.Button, at surface) {
	room := maxActions
	if at.public {
		room = maxControls
	}
	var row []api.BlockElement
	if len(choices) > 0 {
		row = append(row, selectOf(choices, at.about))
		for _, c := range choices {
			p.spoken = append(p.spoken, "- "+c.Label)
		}
	}
	for i, l := range links {
		if l.URL == "" || len(l.URL) > maxURL || len(row) >= room {
			continue
		}
		row = append(row, linkButton(i, l))
		p.spoken = append(p.spoken, labelOr(l.Label, l.URL)+": "+l.URL)
	}
	for i, b := range buttons {
		if strings.TrimSpace(b.Label) == "" || len(row) >= room {
			continue
		}
		row = append(row, api.NewButtonBlockElement(fmt.Sprintf("%s%d", actionButton, i), encode(b.Action, b.Ref, at.about), plain(clip(b.Label, maxButton))))
	}
	if len(row) > 0 {
		p.blocks = append(p.blocks, api.NewActionBlock("", row[:min(len(row), maxActions)]...))
	}
}

// linkButton leads to a place. In one row each has an id of its own.
func linkButton(i int, l chat.Link) *api.ButtonBlockElement {
	id := actionLink
	if i > 0 {
		id = fmt.Sprintf("%s.%d", actionLink, i)
	}
	b := api.NewButtonBlockElement(id, "", plain(clip(labelOr(l.Label, l.URL), maxButton)))
	b.URL = l.URL
	return b
}

// notification is what staff are told, with the ways to what it is about.
func notification(n chat.Notice) post {
	var p page
	l := voice.LayNotice(n)
	for _, part := range l.Parts {
		p.say(part.Text)
	}
	var row []api.BlockElement
	for i, l := range l.Links {
		if len(l.URL) > maxURL {
			continue
		}
		b := api.NewButtonBlockElement(fmt.Sprintf("%s.%d", actionLink, i), "", plain(l.Label))
		b.URL = l.URL
		row = append(row, b)
		p.spoken = append(p.spoken, l.Label+": "+l.URL)
	}
	for i, b := range l.Buttons {
		row = append(row, api.NewButtonBlockElement(fmt.Sprintf("%s%d", actionButton, i), encode(b.Action, b.Ref, target{}), plain(clip(b.Label, maxButton))))
	}
	if len(row) > 0 {
		p.blocks = append(p.blocks, api.NewActionBlock("", row[:min(len(row), maxActions)]...))
	}
	return p.done()
}

// The action_ids of controls. What a control does stands in its value; these tell its kind.
const (
	actionLink   = "backtalk.link"
	actionSelect = "backtalk.select"
	actionButton = "backtalk.button."
)

// selectOf is a menu with choices.
func selectOf(choices []chat.Choice, about target) *api.SelectBlockElement {
	var options []*api.OptionBlockObject
	for _, c := range choices[:min(len(choices), maxOptions)] {
		options = append(options, option(c.Label, encode(c.Action, c.Ref, about)))
	}
	return api.NewOptionsSelectBlockElement(api.OptTypeStatic, plain(voice.ChooseOne), actionSelect, options...)
}

func option(label, value string) *api.OptionBlockObject {
	return api.NewOptionBlockObject(value, plain(clip(labelOr(label, "?"), maxOption)), nil)
}

func labelOr(label, other string) string {
	if strings.TrimSpace(label) == "" {
		return other
	}
	return label
}

// without is a reply without its buttons for some actions.
func without(r *chat.Reply, actions ...chat.Action) *chat.Reply {
	c := *r
	c.Buttons = slices.DeleteFunc(slices.Clone(r.Buttons), func(b chat.Button) bool { return slices.Contains(actions, b.Action) })
	return &c
}
