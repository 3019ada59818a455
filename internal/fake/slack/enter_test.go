package fakeslack_test

import (
	"testing"

	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

// TestEnter shows that an input which sends by itself does so at the Enter key, and any other does not.
func TestEnter(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	got := make(chan *slack.BlockAction, 1)
	b := start(t, s, func(b *bot) {
		b.act = func(_ *bot, ic slack.InteractionCallback) { got <- ic.ActionCallback.BlockActions[0] }
	})
	input := func(id string, sends bool) slack.Block {
		block := slack.NewInputBlock(id, plain(id), nil, slack.NewPlainTextInputBlockElement(nil, id))
		block.DispatchAction = sends
		return block
	}
	button := slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "offered", plain("Go")))
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{input("box", true), input("quiet", false), button}}}
	if _, err := b.api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ann.ID, View: home}); err != nil {
		t.Fatal(err)
	}
	v := ann.AwaitHome(t)
	if _, err := ann.Enter(v, "box", "typed"); err != nil {
		t.Fatal(err)
	}
	if a := <-got; a.ActionID != "box" || a.Value != "typed" || a.Type != "plain_text_input" {
		t.Errorf("got %+v, want what was typed", a)
	}
	if _, err := ann.Enter(v, "quiet", "typed"); err == nil {
		t.Error("got no error for an input that sends nothing by itself")
	}
	for _, c := range v.Controls() {
		if c.ActionID != "go" {
			continue
		}
		c.Value = "never offered"
		if _, err := ann.PressControl(v, c, fakeslack.ControlOption{}); err != nil {
			t.Fatal(err)
		}
		if a := <-got; a.Value != "never offered" {
			t.Errorf("got %q, want the value that the test put there", a.Value)
		}
	}
}
