package fakeslack

// OpenHome lets the person open the app: its "home" tab or its "messages" tab.
func (u *User) OpenHome(tab string) Said {
	s := u.s
	s.mu.Lock()
	dm := u.dm()
	e := object{"type": "app_home_opened", "user": u.ID, "channel": dm.ID, "tab": tab, "event_ts": s.ts()}
	if tab == "home" && u.home != nil {
		e["view"] = u.home.json(s)
	}
	out := s.event(dm, "app_home_opened", e)
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: dm, Deliveries: out}
}

// Home is the Home tab as the person sees it; false when the app has published none.
func (u *User) Home() (View, bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.home == nil {
		return View{}, false
	}
	return u.snapshot(u.home), true
}

// AwaitHome waits until the app has published a Home tab for the person.
func (u *User) AwaitHome(t tester) View {
	t.Helper()
	var v View
	if !u.s.Wait(patience, func() bool { var ok bool; v, ok = u.Home(); return ok }) {
		t.Fatal("wait for the Home tab of " + u.Name + ": none was published")
	}
	return v
}

// LookAt tells an app with agent_view which channel the person looks at (app_context_changed).
func (u *User) LookAt(c *Channel) Said {
	s := u.s
	s.mu.Lock()
	dm := u.dm()
	out := s.event(dm, "app_context_changed", object{"type": "app_context_changed", "user": u.ID, "channel": dm.ID, "event_ts": s.ts(),
		"context": object{"entities": []object{{"type": "slack#/entities/channel", "value": c.ID, "team_id": u.Team.ID}}}})
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: dm, Deliveries: out}
}

// OpenAssistant lets the person open a thread with the older assistant surface: Slack posts the thread's root in the
// name of the app and tells it assistant_thread_started. What the person says goes in that thread.
func (u *User) OpenAssistant(from *Channel) Said {
	s := u.s
	s.mu.Lock()
	dm := u.dm()
	root := &message{user: u.Team.Bot, bot: true, subtype: "assistant_app_thread", text: "New Assistant Thread"}
	dm.add(root)
	out := s.said(root)
	out = append(out, s.event(dm, "assistant_thread_started", u.assistant("assistant_thread_started", dm, root.ts, from))...)
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: dm, TS: root.ts, Deliveries: out}
}

func (u *User) assistant(kind string, dm *Channel, thread string, at *Channel) object {
	context := object{"team_id": u.Team.ID, "enterprise_id": nil}
	if at != nil {
		context["channel_id"] = at.ID
	}
	return object{"type": kind, "event_ts": u.s.ts(), "assistant_thread": object{
		"user_id": u.ID, "channel_id": dm.ID, "thread_ts": thread, "context": context}}
}

// Uninstall takes the app out of the workspace: its token is good for nothing any more, and the app is told.
func (t *Team) Uninstall() []*Delivery {
	s := t.s
	s.mu.Lock()
	out := s.teamEvent(t, false, "tokens_revoked", object{"type": "tokens_revoked", "tokens": object{"oauth": []string{}, "bot": []string{t.Bot.ID}}, "event_ts": s.ts()})
	out = append(out, s.teamEvent(t, false, "app_uninstalled", object{"type": "app_uninstalled", "event_ts": s.ts()})...)
	t.authErr = "account_inactive"
	s.mu.Unlock()
	s.send(out...)
	return out
}
