package slack

// event is a delivery of the Events API. Only what is used is read, and nothing is refused for what it holds besides: a
// new kind of block must not lose a question.
type event struct {
	TeamID         string `json:"team_id"`
	EventID        string `json:"event_id"`
	Shared         bool   `json:"is_ext_shared_channel"`
	Authorizations []struct {
		TeamID string `json:"team_id"`
	} `json:"authorizations"`
	Event inner `json:"event"`
}

// of tells whether an event is for a workspace.
func (e event) of(team string) bool {
	if len(e.Authorizations) == 0 {
		return e.TeamID == "" || e.TeamID == team
	}
	for _, a := range e.Authorizations {
		if a.TeamID == team || a.TeamID == "" {
			return true
		}
	}
	return false
}

// uninstalls tells whether the bot's token is good for nothing from now on.
func (e event) uninstalls() bool {
	return e.Event.Type == "app_uninstalled" || e.Event.Type == "tokens_revoked" && len(e.Event.Tokens.Bot) > 0
}

// inner is what happened.
type inner struct {
	said
	Type        string `json:"type"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`
	Tab         string `json:"tab"`
	DeletedTS   string `json:"deleted_ts"`
	Tokens      struct {
		Bot []string `json:"bot"`
	} `json:"tokens"`
	Message  *said `json:"message"`
	Previous *said `json:"previous_message"`
}

// said is a message.
type said struct {
	Subtype    string   `json:"subtype"`
	User       string   `json:"user"`
	BotID      string   `json:"bot_id"`
	Text       string   `json:"text"`
	TS         string   `json:"ts"`
	ThreadTS   string   `json:"thread_ts"`
	ParentUser string   `json:"parent_user_id"`
	ReplyUsers []string `json:"reply_users"`
	Edited     *struct {
		TS string `json:"ts"`
	} `json:"edited"`
}

// human tells whether a person said it, and something that can be a question.
func (m said) human(bot string) bool {
	switch m.Subtype {
	case "", "file_share", "thread_broadcast":
		return m.BotID == "" && m.User != "" && m.User != bot && m.User != "USLACKBOT" && m.TS != ""
	}
	return false
}

// thread is the thread that a message stands in, or would open.
func (m said) thread() string {
	if m.ThreadTS != "" {
		return m.ThreadTS
	}
	return m.TS
}

// interaction is a press, a choice, a shortcut, a form or a search in a menu. Only what is used is read.
type interaction struct {
	Type        string `json:"type"`
	CallbackID  string `json:"callback_id"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	ActionTS    string `json:"action_ts"`
	User        struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Type      string `json:"type"`
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		ChannelID string `json:"channel_id"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Message *said    `json:"message"`
	View    *view    `json:"view"`
	Actions []action `json:"actions"`
	Value   string   `json:"value"` // what was typed into a menu so far
}

// action is one control that was used.
type action struct {
	ID       string `json:"action_id"`
	Block    string `json:"block_id"`
	Value    string `json:"value"`
	Selected *struct {
		Value string `json:"value"`
	} `json:"selected_option"`
	TS string `json:"action_ts"`
}

// carried is what the control carries.
func (a action) carried() string {
	if a.Selected != nil {
		return a.Selected.Value
	}
	return a.Value
}

// view is a form or a Home tab.
type view struct {
	ID       string `json:"id"`
	Hash     string `json:"hash"`
	Type     string `json:"type"`
	Callback string `json:"callback_id"`
	Private  string `json:"private_metadata"`
	State    struct {
		Values map[string]map[string]field `json:"values"`
	} `json:"state"`
}

// field is what somebody filled in.
type field struct {
	Value    string `json:"value"`
	Selected *struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// field finds what was filled in, whatever its block is called.
func (v *view) field(action string) field {
	if v != nil {
		for _, block := range v.State.Values {
			if f, ok := block[action]; ok {
				return f
			}
		}
	}
	return field{}
}
