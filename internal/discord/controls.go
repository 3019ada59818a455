package discord

import (
	"net/url"
	"slices"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// components are a reply's choices, its links and its buttons, and a button for each passage that was cut.
func components(l voice.Layout, about control, cut []*voice.Quote) []discordgo.MessageComponent {
	rows := []discordgo.MessageComponent{}
	if s, ok := choices(l.Choices, about); ok {
		rows = append(rows, row(s))
	}
	var controls []discordgo.MessageComponent
	if b, ok := leading(l.Link); ok {
		controls = append(controls, b)
	}
	if more := allLeading(l.Links); len(more) > 0 {
		if len(controls) > 0 {
			rows = append(rows, row(controls...))
		}
		rows, controls = append(rows, row(more...)), nil
	}
	buttons := l.Buttons
	for _, q := range cut {
		controls = appendButton(controls, q.Whole(len(cut) > 1), control{})
	}
	if n := len(controls); len(cut) > 0 && n+len(buttons) > publicControls {
		buttons = buttons[:min(len(buttons), max(publicControls-n, 0))]
	}
	for _, b := range buttons {
		controls = appendButton(controls, b, about)
	}
	for some := range slices.Chunk(controls, maxRowButtons) {
		if len(rows) < maxRows {
			rows = append(rows, row(some...))
		}
	}
	return rows
}

// publicControls is how many buttons a public reply may have.
const publicControls = 2

func row(of ...discordgo.MessageComponent) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: of}
}

// choices is the select that offers questions.
func choices(all []chat.Choice, about control) (discordgo.MessageComponent, bool) {
	about.action = chooses
	id, ok := about.id()
	if !ok {
		id, _ = control{action: chooses}.id()
	}
	var options []discordgo.SelectMenuOption
	taken := map[string]bool{}
	for _, c := range all {
		value, ok := control{action: c.Action, ref: c.Ref}.value()
		label := clip(oneLine(c.Label), maxOptionLabel)
		if !ok || taken[value] || label == "" || len(options) == maxOptions {
			continue
		}
		taken[value] = true
		options = append(options, discordgo.SelectMenuOption{Label: label, Value: value})
	}
	return discordgo.SelectMenu{CustomID: id, Placeholder: clip(voice.ChooseOne, maxPlaceholder), Options: options}, len(options) > 0
}

// leading is a button that leads somewhere.
func leading(l *chat.Link) (discordgo.MessageComponent, bool) {
	if l == nil {
		return nil, false
	}
	u, err := url.Parse(l.URL)
	label := clip(oneLine(l.Label), maxButtonLabel)
	ok := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && size(l.URL) <= maxURL && label != ""
	return discordgo.Button{Label: label, Style: discordgo.LinkButton, URL: l.URL}, ok
}

// allLeading are buttons that lead somewhere, as many as a row takes.
func allLeading(all []chat.Link) []discordgo.MessageComponent {
	var out []discordgo.MessageComponent
	for _, l := range all[:min(len(all), chat.MaxLinks)] {
		if b, ok := leading(&l); ok && len(out) < maxRowButtons {
			out = append(out, b)
		}
	}
	return out
}

// appendButton adds a button, unless Discord could not take it or there is one that does the same.
func appendButton(all []discordgo.MessageComponent, b chat.Button, about control) []discordgo.MessageComponent {
	about.action, about.ref = b.Action, b.Ref
	id, ok := about.id()
	label := clip(oneLine(b.Label), maxButtonLabel)
	same := func(c discordgo.MessageComponent) bool {
		x, isButton := c.(discordgo.Button)
		return isButton && x.CustomID == id
	}
	if !ok || label == "" || slices.ContainsFunc(all, same) {
		return all
	}
	return append(all, discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: id})
}
