package discord

import (
	"fmt"
	"strings"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
)

// TestReasons: why a connection did not come about stands in the log.
func TestReasons(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	for status, break_ := range map[int]func(){
		503: func() { w.server.RefuseGateway(503) },
		502: func() { w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: "/gateway", Status: 502, HTML: true}) },
		429: func() {
			w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: "/gateway", Status: 429, RetryAfter: time.Second})
		},
	} {
		break_()
		w.server.Cut()
		w.waitLog(fmt.Sprintf("HTTP status %d", status))
		w.server.RefuseGateway(0)
		w.server.HealREST()
		if !w.server.WaitConnected(1, soon) {
			t.Fatalf("after %d: not connected again", status)
		}
	}
	if text := w.log.String(); strings.Contains(text, "127.0.0.1") || strings.Contains(text, fakediscord.Token) || strings.Contains(text, "an error of kind") {
		t.Errorf("the log holds what it should not, or not why: %s", text)
	}
}

// TestRefusedCommands: the log tells which field of which command Discord does not take.
func TestRefusedCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.end()
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: "/commands", Status: 200, Body: "[]"})
	w.server.Fail(fakediscord.RESTFault{Method: "PUT", Path: "/commands", Status: 400,
		Body: `{"message":"Invalid Form Body","code":50035,"errors":{"2":{"description":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"secret"}]}}}}`})
	w.start(nil)
	w.waitLog("Discord answered 400, code 50035, for [2].description: BASE_TYPE_BAD_LENGTH")
	if strings.Contains(w.log.String(), "secret") {
		t.Errorf("the log holds more than the place: %s", w.log)
	}
}
