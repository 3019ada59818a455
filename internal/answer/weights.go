package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
// Fitted on 3421 questions; 5-fold cross-validated log loss 0.1801 (base rate 0.6915), Brier score 0.0525 (0.2492).
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.4812, // constant
		0.5736,  // vote
		0.6708,  // rival
		0.1046,  // covered
		0.1247,  // coverage
		0,       // text
		1.9969,  // known
		1.0054,  // neighbor
		0.1204,  // affinity
		0.464,   // length
		-3.7933, // elsewhere
		0.068,   // domain
	}
}

// textWeights are the gate's weights where the text alone speaks.
// Fitted on 3372 questions; 5-fold cross-validated log loss 0.4346 (base rate 0.5336), Brier score 0.1403 (0.1746).
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-7.1625, // constant
		0.1259,  // vote
		1.1188,  // rival
		0,       // covered
		2.4108,  // coverage
		3.3057,  // text
		0.9652,  // known
		0,       // neighbor
		0,       // affinity
		1.6968,  // length
		0,       // elsewhere
		0,       // domain
	}
}
