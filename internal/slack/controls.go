package slack

import (
	"fmt"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

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
