package slack

import (
	"context"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// The callback_ids of shortcuts and forms, and the action_ids of what is filled in.
const (
	callbackAsk   = "backtalk.ask"
	callbackFind  = "backtalk.find"
	callbackReply = "backtalk.reply"

	fieldSearch = "backtalk.search"
	fieldText   = "backtalk.text"
	fieldNote   = "backtalk.note"
	fieldWhat   = "backtalk.what"
)

// askForm is the form of the empty command and of the global shortcut: a search as one types, and a line of one's own.
func askForm(about formData) api.ModalViewRequest {
	text := api.NewPlainTextInputBlockElement(nil, fieldText)
	text.Multiline, text.MaxLength = true, maxQuestion
	own := api.NewInputBlock(fieldText, plain(voice.FormOwn), nil, text)
	own.Optional = true
	search := api.NewInputBlock(fieldSearch, plain(voice.FormSearch), nil, searchSelect())
	search.Optional = true
	v := modal(voice.SlackAsk, callbackAsk, about, []api.Block{search, own})
	v.Submit = plain(voice.FormAsk)
	return v
}

// searchSelect is a menu that asks the handler for questions as somebody types. It asks when it is opened, too.
func searchSelect() *api.SelectBlockElement {
	e := api.NewOptionsSelectBlockElement(api.OptTypeExternal, plain(voice.FormTyping), fieldSearch)
	zero := 0
	e.MinQueryLength = &zero
	return e
}

func modal(title, callback string, about formData, blocks []api.Block) api.ModalViewRequest {
	return api.ModalViewRequest{Type: api.VTModal, Title: plain(clip(title, maxTitle)), Close: plain(voice.FormClose), CallbackID: callback,
		PrivateMetadata: about.String(), Blocks: api.Blocks{BlockSet: blocks}}
}

// replyForm shows a reply in a form. When it offers to post, the form's own button does that, with what staff add.
func replyForm(p chat.Press, r *chat.Reply) api.ModalViewRequest {
	about := formData{Channel: p.Channel, Thread: p.Thread}
	if p.Target != nil {
		about = formData{Channel: p.Target.Channel, Thread: p.Target.Thread, ID: p.Target.ID, Author: p.Target.Author}
	}
	on := surface{modal: true, whole: p.Action == chat.Show, about: aboutOf(p, r)}
	if r.Empty() {
		r = &chat.Reply{Words: chat.Words{Text: voice.FormDone}}
	}
	var posts []chat.Button
	for _, b := range r.Buttons {
		if b.Action == chat.Post || b.Action == chat.PostLink {
			posts = append(posts, b)
		}
	}
	blocks := render(without(r, chat.Post, chat.PostLink, chat.Dismiss), on).blocks
	if len(posts) == 0 || about.ID == "" {
		return modal(voice.AppName, callbackReply, about, blocks)
	}
	about.Post = encode(posts[0].Action, posts[0].Ref, target{})
	blocks = blocks[:min(len(blocks), maxViewBlocks-2)]
	if len(posts) > 1 {
		blocks = append(blocks, whatToPost(posts))
	}
	note := api.NewPlainTextInputBlockElement(nil, fieldNote)
	note.Multiline, note.MaxLength = true, maxNote
	own := api.NewInputBlock(fieldNote, plain(voice.FormNote), plain(voice.FormNoteHint), note)
	own.Optional = true
	v := modal(voice.FindTitle, callbackFind, about, append(blocks, own))
	v.Submit = plain(voice.FormPost)
	return v
}

// whatToPost lets staff choose among the ways of posting that a reply offers: with the booking link or without, the
// warning or the passage. The first is chosen to begin with. The block's id changes with what it offers: Slack keeps what
// was chosen in a block with the same id, and that would post the passage that was shown before.
func whatToPost(posts []chat.Button) api.Block {
	var options []*api.OptionBlockObject
	var values []string
	for _, b := range posts[:min(len(posts), maxRadios)] {
		options = append(options, option(b.Label, encode(b.Action, b.Ref, target{})))
		values = append(values, options[len(options)-1].Value)
	}
	choice := api.NewRadioButtonsBlockElement(fieldWhat, options...)
	choice.InitialOption = options[0]
	return api.NewInputBlock(fieldWhat+"."+short(values...), plain(voice.FormWhat), nil, choice)
}

// openForm opens a form; the right to do so lasts three seconds (docs.slack.dev/interactivity/handling-user-interaction).
// It returns the form's id, and none when it could not be opened.
func (s *Slack) openForm(ctx context.Context, in interaction, v api.ModalViewRequest) (id string) {
	err := s.link.Call(ctx, "views.open", func(ctx context.Context) error {
		r, err := s.link.API.OpenViewContext(ctx, in.TriggerID, v)
		if err == nil {
			id = r.ID
		}
		return err
	})
	s.noted(link.Failed("opening a form", err))
	return id
}

// showInForm shows a reply in the place of a form's content; false when that could not be done.
func (s *Slack) showInForm(ctx context.Context, id string, p chat.Press, r *chat.Reply) (shown bool) {
	err := s.link.Call(showing(ctx, r), "views.update", func(ctx context.Context) error {
		_, err := s.link.API.UpdateViewContext(ctx, replyForm(p, r), "", "", id)
		return err
	})
	return s.shownInForm(err)
}

// shownInForm tells whether a form could be changed, or was closed meanwhile.
func (s *Slack) shownInForm(err error) bool {
	if err == nil || link.Code(err) == "not_found" {
		return true
	}
	s.noted(link.Failed("showing a reply in a form", err))
	return false
}

// onShortcut follows "Find an answer": a form that only the presser sees, with what the handler has for the message.
func (s *Slack) onShortcut(ctx context.Context, in interaction) {
	who := s.self()
	p, ok := shortcut(in, who, s.o.Now())
	if !ok {
		return
	}
	if in.CallbackID != callbackFind {
		return
	}
	if in.Message.User == who.user || in.Message.BotID != "" && in.Message.BotID == who.bot {
		if q, known := s.courier.Question(ctx, refOf(p.Channel, in.Message.TS)); known {
			p.Target = &q
		}
	}
	s.answerInNewForm(ctx, in, func(ctx context.Context) (chat.Press, *chat.Reply) {
		p.Staff = s.isStaff(ctx, p.Author)
		return s.press(ctx, p)
	})
}

// suggest proposes questions for what was typed into a menu. The list is there even when it is empty, which slack-go
// would leave out.
func (s *Slack) suggest(ctx context.Context, in interaction) any {
	options := []*api.OptionBlockObject{}
	for _, g := range s.suggestions(ctx, in.Value, maxSuggestions) {
		options = append(options, option(g.Label, encode(chat.Ask, g.Ref, target{})))
	}
	return map[string]any{"options": options}
}

// suggestions asks the handler, within its time.
func (s *Slack) suggestions(ctx context.Context, typed string, most int) (found []chat.Suggestion) {
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	s.work.guard(func() { found = s.o.Courier.Handler.Suggest(ctx, strings.TrimSpace(typed), most) })
	return found[:min(len(found), most)]
}
