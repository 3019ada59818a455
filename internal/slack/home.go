package slack

import (
	"context"
	"fmt"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// opened follows somebody who opens the app: the Home tab is built, and in the Messages tab, where the agent surface is,
// questions are suggested. Events of the older assistant are left alone.
func (s *Slack) opened(ctx context.Context, e event) {
	if e.Event.Type != "app_home_opened" || !e.of(s.self().team) || e.Event.User == "" {
		return
	}
	switch e.Event.Tab {
	case "home":
		s.publishHome(ctx, e.Event.User, "")
	case "messages":
		s.suggestPrompts(ctx, e.Event.Channel)
	}
}

// suggestPrompts suggests questions to begin with. With agent_view the thread must be left out, or Slack shows nothing:
// docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts.
func (s *Slack) suggestPrompts(ctx context.Context, channel string) {
	if !isID(channel) || channel == "" {
		return
	}
	prompts := api.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel}
	for _, g := range s.suggestions(ctx, "", maxPrompts) {
		prompts.AddPrompt(g.Label, g.Label)
	}
	if len(prompts.Prompts) == 0 {
		return
	}
	err := s.link.Call(ctx, "assistant.threads.setSuggestedPrompts", func(ctx context.Context) error {
		return s.link.API.SetAssistantThreadsSuggestedPromptsContext(ctx, prompts)
	})
	s.noted(link.Failed("suggesting questions", err))
}

// publishHome builds a person's Home tab, with a line on top when there is something to tell.
func (s *Slack) publishHome(ctx context.Context, person, line string) {
	h := home{line: line, about: s.fixed(ctx, person, chat.Help), kept: s.fixed(ctx, person, chat.Privacy), staff: s.isStaff(ctx, person)}
	if h.staff {
		h.state = s.state(ctx, person)
	}
	h.common = spread(s.suggestions(ctx, "", homeAll), homeSuggestions)
	err := s.link.Call(ctx, "views.publish", func(ctx context.Context) error {
		_, err := s.link.API.PublishViewContext(ctx, api.PublishViewContextRequest{UserID: person, View: h.view()})
		return err
	})
	s.noted(link.Failed("building a Home tab", err))
}

// nowhere is no workspace's id. What the bot is and keeps is the same everywhere, and asked for there no pause hides it.
const nowhere = "-"

// fixed asks the handler for a fixed text; nil when it fails.
func (s *Slack) fixed(ctx context.Context, person string, a chat.Action) (r *chat.Reply) {
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	p := s.pressAtHome(nowhere, person, a)
	s.work.guard(func() { r = s.o.Courier.Handler.Press(ctx, p) })
	return r
}

// state asks for what staff see of the bot's state. The courier knows the addresses of what could not be said.
func (s *Slack) state(ctx context.Context, person string) *chat.Reply {
	p := s.pressAtHome(s.self().team, person, chat.Status)
	p.Staff = true
	return s.courier.Press(ctx, p)
}

// pressAtHome is a press that stands for the opening of a Home tab.
func (s *Slack) pressAtHome(team, person string, a chat.Action) chat.Press {
	now := s.o.Now()
	return chat.Press{Place: chat.Place{Platform: platform, Space: team, Channel: person}, ID: short(person, string(a), now.String()),
		Author: person, Action: a, Direct: true, Time: now}
}

// spread picks some of many questions, evenly: they come in the order of the articles, so that neighbours are from one.
func spread(all []chat.Suggestion, n int) []chat.Suggestion {
	if len(all) <= n {
		return all
	}
	out := make([]chat.Suggestion, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}

// home is what a person's Home tab holds.
type home struct {
	line        string            // on top, when there is something to tell
	common      []chat.Suggestion // questions that people ask
	about, kept *chat.Reply       // what the bot is, and what is kept of the person
	staff       bool
	state       *chat.Reply // for staff
}

// view is the Home tab: a box to ask in, questions that people ask, what the bot is and keeps and, with the state of the
// pause, what staff can do.
func (h home) view() api.HomeTabViewRequest {
	var p page
	p.say(h.line)
	p.heading(voice.AskTitle)
	text := api.NewPlainTextInputBlockElement(nil, fieldText)
	text.MaxLength, text.DispatchActionConfig = maxQuestion, &api.DispatchActionConfig{TriggerActionsOn: []string{"on_enter_pressed"}}
	box := api.NewInputBlock(fieldText, plain(voice.FormOwn), nil, text)
	box.DispatchAction = true
	p.blocks = append(p.blocks, box, api.NewActionBlock(fieldSearch, searchSelect()))
	p.small(voice.HomeHint)
	if len(h.common) > 0 {
		p.heading(voice.HomeCommon)
		for i, g := range h.common {
			b := api.NewButtonBlockElement(fmt.Sprintf("%s%d", actionButton, i), encode(chat.Ask, g.Ref, target{}), plain(clip(g.Label, maxButton)))
			p.blocks = append(p.blocks, api.NewActionBlock("", b))
		}
	}
	p.section(voice.HomeAbout, h.about, false)
	p.section(voice.HomeKept, h.kept, true)
	if h.staff {
		p.heading(voice.HomeStaff)
		p.say(voice.HomeHow)
		if h.state != nil {
			p.say(strings.TrimSpace(h.state.Lead + "\n" + h.state.Text))
			p.controls(nil, voice.Lay(h.state).AllLinks(), nil, surface{})
		}
		p.controls(nil, nil, []chat.Button{{Label: voice.HomePause, Action: chat.Pause, Ref: chat.Everywhere},
			{Label: voice.HomeResume, Action: chat.Resume, Ref: chat.Everywhere}}, surface{})
	}
	return api.HomeTabViewRequest{Type: api.VTHomeTab, Blocks: api.Blocks{BlockSet: p.blocks[:min(len(p.blocks), maxViewBlocks)]}}
}

// section adds what the handler says about something, when it says anything.
func (p *page) section(heading string, r *chat.Reply, buttons bool) {
	if r == nil || r.Empty() {
		return
	}
	shown := chat.Reply{Words: chat.Words{Lead: r.Lead, Text: r.Text, Link: r.Link, Links: r.Links}}
	if buttons {
		shown.Buttons = without(r, chat.Dismiss).Buttons
	}
	p.heading(heading)
	p.blocks = append(p.blocks, render(&shown, surface{}).blocks...)
}

func (p *page) heading(text string) {
	p.blocks = append(p.blocks, api.NewHeaderBlock(plain(text)))
}

// askedAtHome answers what was typed into the Home tab's box; false when something else was used.
func (s *Slack) askedAtHome(ctx context.Context, in interaction) bool {
	if len(in.Actions) == 0 || in.Actions[0].ID != fieldText {
		return false
	}
	text := strings.TrimSpace(in.Actions[0].Value)
	if text == "" {
		return true
	}
	p := in.press("", "", s.self().team, s.o.Now())
	m := question(p, text)
	if !s.answerInNewForm(ctx, in, func(ctx context.Context) (chat.Press, *chat.Reply) { return p, s.courier.Ask(ctx, m) }) {
		s.unshown(ctx, m)
	}
	return true
}

// pressedAtHome follows a press in the Home tab: in a form of its own, and for the pause switch with a line on top of the
// tab.
func (s *Slack) pressedAtHome(ctx context.Context, in interaction, p chat.Press) {
	switch p.Action {
	case chat.Pause, chat.Resume, chat.Status:
		p.Staff = s.isStaff(ctx, p.Author)
		if r := s.courier.Press(ctx, p); r != nil {
			s.work.aside(func(ctx context.Context) { s.publishHome(ctx, p.Author, strings.TrimSpace(r.Lead+"\n"+r.Text)) })
		}
		return
	}
	s.answerInNewForm(ctx, in, func(ctx context.Context) (chat.Press, *chat.Reply) {
		p.Staff = s.isStaff(ctx, p.Author)
		return s.press(ctx, p)
	})
	if p.Action == chat.Forget { // what the tab says is kept is kept no more
		s.work.aside(func(ctx context.Context) { s.publishHome(ctx, p.Author, "") })
	}
}
