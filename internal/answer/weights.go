package answer

import "backtalk/internal/search"

// Written by "backtalk eval --fit". Do not edit.

// rankWeights are what the features weigh in the ranking.
func rankWeights() search.Weights {
	return search.Weights{
		0.161, // body
		4.639, // dice
		4.536, // coverage
		0.889, // heading vector
		3.31,  // whole vector
		1.681, // sentence vector
		3.393, // heading topics
		3.651, // whole topics
		3.262, // sentence topics
		1.728, // vote
	}
}

// gateWeights are what the features weigh for the first section's being right.
func gateWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.251, // constant
		0.415,  // share
		0.008,  // margin
		-0.061, // coverage
		-0.086, // dice
		-0.338, // heading vector
		0.197,  // whole vector
		0.366,  // heading topics
		1.118,  // whole topics
		-0.423, // sentence topics
		0.705,  // nearness
		1.609,  // farthest word
		0.071,  // vote
		-1.362, // elsewhere
		-0.624, // uncovered
		0.347,  // length
	}
}
