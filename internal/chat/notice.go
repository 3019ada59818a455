package chat

// Notice tells staff about something, in their own channel. It never holds what somebody wrote.
type Notice struct {
	To     Place // the staff channel, perhaps on another platform
	Text   string
	Unsaid string // instead of Text, when nobody could be shown the reply that this notice goes with; empty: Text
	About  Place  // where the message stands that this is about
	ID     string // that message's ID, to link it; empty links nothing
	Place  bool   // without an ID, the place itself is linked
	Who    string // the person's id on About's platform, to link them, when they agreed; empty links nobody

	Buttons []Button // what staff can do about it; a press of one has no Target

	Nonce   string // the same for the same notice: a platform that can, posts it once; the courier fills it in
	Link    string // the address of the message; the courier fills it in
	Profile string // the address of the person; the courier fills it in
}
