mod queries;
mod record;
mod selecting;
mod speed;
