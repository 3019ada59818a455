package slack

import (
	"context"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// answered is a reply to a press, a question or a form.
type answered struct {
	press chat.Press
	reply *chat.Reply
}

// begin does something beside the caller, who waits for it only so long.
func (s *Slack) begin(ctx context.Context, do func(context.Context) (chat.Press, *chat.Reply)) <-chan answered {
	done := make(chan answered, 1)
	s.work.running.Go(func() {
		var a answered
		defer func() { done <- a }()
		s.work.guard(func() { a.press, a.reply = do(ctx) })
	})
	return done
}

// waiting stands in a form until its answer is there.
func waiting() api.ModalViewRequest {
	return modal(voice.AppName, callbackReply, formData{}, notice(voice.FormWorking))
}

// answerForm shows what follows a form in its place: in the acknowledgement when it is there in time and fits, else
// later by views.update. It returns false when that could not be shown.
func (s *Slack) answerForm(ctx context.Context, in interaction, ack func(any) error, do func(context.Context) (chat.Press, *chat.Reply)) (shown bool) {
	t := time.NewTimer(answerIn)
	defer t.Stop()
	done, wait := s.begin(ctx, do), waiting()
	wait.ExternalID = short(in.View.ID, in.TriggerID)
	select {
	case a := <-done:
		if a.reply == nil {
			s.noted(ack(nil))
			return true
		}
		form := replyForm(a.press, a.reply)
		if ack(api.NewUpdateViewSubmissionResponse(&form)) == nil {
			return true
		}
		err := ack(api.NewUpdateViewSubmissionResponse(&wait)) // the answer is too long for an acknowledgement
		s.noted(err)
		return s.showAfterAck(ctx, wait.ExternalID, a.press, a.reply, err == nil)
	case <-t.C:
		err := ack(api.NewUpdateViewSubmissionResponse(&wait))
		s.noted(err)
		a := <-done
		return a.reply == nil || s.showAfterAck(ctx, wait.ExternalID, a.press, a.reply, err == nil)
	}
}

// How often, and after which pauses, a form is looked for that an acknowledgement on its way will name.
const (
	ackTries = 20
	ackPause = 250 * time.Millisecond
)

// showAfterAck shows a reply in a form that an acknowledgement has wait under a name of its own. The two go different
// ways: were the reply there first, the acknowledgement would put the waiting in its place for good. So it is shown once
// Slack knows the name. It returns false when it could not be shown; a form that was closed meanwhile is not of that kind,
// but one that was never there is.
func (s *Slack) showAfterAck(ctx context.Context, name string, p chat.Press, r *chat.Reply, there bool) (shown bool) {
	ctx = showing(ctx, r)
	var err error
	for range ackTries {
		err = s.link.Call(ctx, "views.update", func(ctx context.Context) error {
			_, err := s.link.API.UpdateViewContext(ctx, replyForm(p, r), name, "", "")
			return err
		})
		if link.Code(err) != "not_found" || link.Sleep(ctx, ackPause) != nil {
			break
		}
	}
	return s.shownInForm(err) && (err == nil || there)
}

// answerInNewForm shows what follows a shortcut or a press in a form of its own. The right to open one runs out, so that
// it is opened before the answer when that takes long. It returns false when that could not be shown.
func (s *Slack) answerInNewForm(ctx context.Context, in interaction, do func(context.Context) (chat.Press, *chat.Reply)) (shown bool) {
	t := time.NewTimer(openIn)
	defer t.Stop()
	done := s.begin(ctx, do)
	select {
	case a := <-done:
		return a.reply == nil || a.reply.Empty() || s.openForm(showing(ctx, a.reply), in, replyForm(a.press, a.reply)) != "" ||
			s.showPrivately(ctx, in, a.press, a.reply)
	case <-t.C:
		id := s.openForm(ctx, in, waiting())
		switch a := <-done; {
		case a.reply == nil:
			return true
		case id == "":
			return s.showPrivately(ctx, in, a.press, a.reply)
		default:
			return s.showInForm(ctx, id, a.press, a.reply)
		}
	}
}

// unshown notes that the answer to a question could not be shown.
func (s *Slack) unshown(ctx context.Context, m chat.Message) {
	s.unsaid(context.WithoutCancel(ctx), m, chat.Refused)
}
