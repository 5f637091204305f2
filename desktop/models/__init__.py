"""The work behind the Models page: the library, actions on models, the inside of networks."""
