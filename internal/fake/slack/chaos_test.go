package fakeslack_test

import (
	"fmt"
	"testing"
	"time"
)

// TestChaos shows that a bot lives through the faults, and that the server does.
func TestChaos(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, quick())
	start(t, s, nil)
	chaos := s.Chaos(7, 10*time.Millisecond)
	for i := 0; i < 60 || len(chaos.Played()) < 5; i++ { // until there were faults of five kinds at least
		_ = ann.Say(general, fmt.Sprintf("@backtalk %d", i)).Wait(limit)
	}
	chaos.Stop()
	if err := s.AwaitConnections(1, 3*limit); err != nil {
		t.Fatal(err)
	}
	s.ForgetViolations() // acknowledgements of odd frames
	if !s.Wait(limit, func() bool {
		said := ann.Say(general, "@backtalk after all")
		_ = said.Wait(limit)
		return s.Wait(time.Second, func() bool { return len(general.Thread(said.TS, nil)) == 1 })
	}) {
		t.Error("the bot answers no more")
	}
}

func TestInstall(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	err := s.Install([]byte(`{"display_information":{"name":"Backtalk"},"features":{"app_home":{"home_tab_enabled":true,"messages_tab_enabled":true},
		"slash_commands":[{"command":"/faq"}],"shortcuts":[{"callback_id":"ask","type":"global"}]},"oauth_config":{"scopes":{"bot":["commands","chat:write"]}},
		"settings":{"event_subscriptions":{"bot_events":["app_mention"]},"interactivity":{"is_enabled":true},"socket_mode_enabled":true}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := ann.Say(general, "@backtalk hi").Deliveries; len(got) != 0 {
		t.Errorf("got %v, want nothing without app_mentions:read", got)
	}
	if _, err := ann.Command(general, "/faq", "x").Wait(limit); err != nil {
		t.Error(err)
	}
	if _, err := ann.Command(general, "/other", "x").Wait(limit); err == nil {
		t.Error("got no error for a command that the manifest has not")
	}
	if _, err := ann.Shortcut("ask").Wait(limit); err != nil {
		t.Error(err)
	}
	if _, err := ann.Shortcut("other").Wait(limit); err == nil {
		t.Error("got no error for a shortcut that the manifest has not")
	}
	if _, err := client(s).GetUserInfo(ann.ID); code(err) != "missing_scope" {
		t.Errorf("got %v", err)
	}
}
